package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.ebike.PortState;
import org.junit.jupiter.api.Test;

/** Clocks that are slow, stand still, or are told with some readings only, blind no rule. */
class ClocksTest {
    private final EbikeSite site = new EbikeSite();

    @Test
    void readingsWithAndWithoutTimeLieOnOneClock() {
        for (int second = 0; second < 600; second += 10) {
            if (second % 30 == 0) {
                site.says().heard(second);
            }
            site.says().watts(1_500).temp(100).measured(second - 3_600).heard(second + 1);
        }

        assertThat(site.told()).containsExactly("port-hot 1", "over-power 2");
    }

    @Test
    void aClockThatIsAMinuteSlowBlindsNothing() {
        for (int second = 0; second < 600; second += 10) {
            if (second % 30 == 0) {
                site.says().heard(second);
            }
            site.says().watts(300).temp(100).measured(second - 40).heard(second + 1);
        }

        assertThat(site.told()).containsExactly("port-hot 1");
    }

    @Test
    void aClockThatStandsStillIsNone() {
        for (int second = 0; second < 3_600; second += 10) {
            site.says()
                    .watts(1_500)
                    .temp(Math.min(62, 20 + second / 20.0))
                    .measured(-1_000)
                    .heard(second);
        }
        assertThat(site.told()).contains("over-power 2", "temp-rise 2");
        assertThat(site.detections.get(0).tags()).contains("设备时钟停走");

        for (int second = 3_600; second < 4_200; second += 10) {
            site.says().state(PortState.IDLE).watts(300).measured(-1_000).heard(second);
        }
        assertThat(site.told()).contains("relay-stuck 1");
    }

    @Test
    void noTwoDetectionsHaveOneId() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 6; i++) {
                site.says()
                        .watts(300)
                        .temp(i < 3 ? 95 : 30)
                        .measured(-1_000)
                        .heard(round * 60 + i * 10);
            }
        }

        assertThat(site.told())
                .containsExactly("port-hot 1", "port-hot -", "port-hot 1", "port-hot -");
        assertThat(site.detections).extracting(Detection::id).doesNotHaveDuplicates();
    }
}
