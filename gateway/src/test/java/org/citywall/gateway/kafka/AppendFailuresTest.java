package org.citywall.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.citywall.gateway.testing.LogLines;
import org.citywall.gateway.testing.TestClock;
import org.junit.jupiter.api.Test;

class AppendFailuresTest {
    private final TestClock clock = new TestClock();
    private final AppendFailures failures = new AppendFailures(clock);

    @Test
    void firstFailureIsSaidAtOnceAndTheRestAsANumberEachTenSeconds() {
        try (LogLines log = new LogLines(List.of(AppendFailures.class.getName()))) {
            failures.failed("t", new IllegalStateException("no leader"));
            for (int i = 0; i < 1_000; i++) {
                clock.advance(Duration.ofMillis(9));
                failures.failed("t", new IllegalStateException("no leader"));
            }
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN")
                    .contains("1 appends", "to t", "IllegalStateException: no leader");
            clock.advance(Duration.ofSeconds(1));
            failures.failed("u", new IllegalStateException("still none"));

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(1)).contains("1001 appends", "to u", "still none");
        }
    }
}
