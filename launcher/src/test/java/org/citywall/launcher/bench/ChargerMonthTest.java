package org.citywall.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.citywall.launcher.demo.devices.charging.Danger;
import org.citywall.stream.ebike.EbikePolicy;
import org.junit.jupiter.api.Test;

/** The rules on three simulated days of 200 ports, in which every danger comes to pass. */
class ChargerMonthTest {
    private static final ChargerMonth.Plan THREE_DAYS = new ChargerMonth.Plan(10, 3, 5, 7);

    @Test
    void everyDangerIsFoundAndNothingHarmlessIsOrangeOrRed() {
        ChargerMonth.Outcome outcome = ChargerMonth.run(THREE_DAYS, EbikePolicy.defaults());
        ChargerVerdict verdict = new ChargerVerdict(outcome);

        Map<Danger, ChargerVerdict.Row> found = verdict.found();
        assertThat(found).containsOnlyKeys(Danger.values());
        found.forEach(
                (danger, row) -> {
                    assertThat(row.found()).as("%s", danger).isPositive();
                    // A cell that shorts in the first minutes of the fall is not known to be
                    // late in its session: that is what the rule's number costs.
                    if (danger != Danger.CELL_SHORTS) {
                        assertThat(row.missed()).as("%s of %d", danger, row.cases()).isZero();
                    }
                });
        assertThat(outcome.sessions()).isGreaterThan(400);
        int[] byLevel = verdict.falseSessions();
        assertThat(byLevel[1]).as("false red: %s", verdict.gravestFalse()).isZero();
        assertThat(byLevel[2]).as("false orange: %s", verdict.gravestFalse()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameOutcome() {
        ChargerMonth.Plan day = new ChargerMonth.Plan(2, 1, 1, 7);

        assertThat(ChargerMonth.run(day, EbikePolicy.defaults()))
                .isEqualTo(ChargerMonth.run(day, EbikePolicy.defaults()));
    }
}
