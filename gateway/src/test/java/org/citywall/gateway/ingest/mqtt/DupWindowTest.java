package org.citywall.gateway.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.citywall.gateway.testing.TestClock;
import org.junit.jupiter.api.Test;

class DupWindowTest {
    private final TestClock clock = new TestClock();
    private final DupWindow window = new DupWindow(clock);

    @Test
    void equalPublishesAreTwoEventsUnlessTheDeviceSaysItRepeats() {
        String first = window.idOf("t", "press", false);
        String second = window.idOf("t", "press", false);

        assertThat(second).isNotEqualTo(first);
        assertThat(window.idOf("t", "press", true)).isEqualTo(second);
    }

    @Test
    void repeatOfAnotherPayloadOrTopicIsNew() {
        String first = window.idOf("t", "press", false);

        assertThat(window.idOf("t", "press ", true)).isNotEqualTo(first);
        assertThat(window.idOf("u", "press", true)).isNotEqualTo(first);
    }

    @Test
    void afterTwoMinutesARepeatIsANewEvent() {
        String first = window.idOf("t", "press", false);
        clock.advance(Duration.ofSeconds(119));
        assertThat(window.idOf("t", "press", true)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(2));
        assertThat(window.idOf("t", "press", true)).isNotEqualTo(first);
    }
}
