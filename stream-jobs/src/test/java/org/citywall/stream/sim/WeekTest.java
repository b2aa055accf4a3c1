package org.citywall.stream.sim;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first day of a week; {@link WeekIT} runs whole weeks. */
class WeekTest {
    private static final long SEED = 1;

    @Test
    void everyStepOfTheFirstDayKeepsWhatMustHold() {
        Week week = new Week(SEED);
        week.checked(() -> week.run(Duration.ofDays(1)));
    }
}
