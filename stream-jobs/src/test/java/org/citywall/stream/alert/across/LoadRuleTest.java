package org.citywall.stream.alert.across;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.citywall.contracts.alert.AlarmLoad;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.stream.alert.rules.RuleVersions;
import org.junit.jupiter.api.Test;

/** Sums and windows to the millisecond. */
class LoadRuleTest {
    /** Begin of a slice of ten minutes. */
    private static final long T = 1_800_000_000_000L / 600_000 * 600_000;

    private static final FloodRule RULE = RuleVersions.SHIPPED.all().get(0).flood();

    private final LoadMemory load = new LoadMemory();

    @Test
    void anAlertCountsForTenMinutesAnHourAndADay() {
        raise(1, Level.YELLOW, T);

        assertThat(show(T + 600_000 - 1).lastTenMinutes()).isEqualTo(1);
        assertThat(show(T + 600_000).lastTenMinutes()).isZero();
        assertThat(show(T + 3_600_000 - 1).lastHour()).isEqualTo(1);
        assertThat(show(T + 3_600_000).lastHour()).isZero();
        assertThat(show(T + 86_400_000 - 1).lastDay()).isEqualTo(1);
        assertThat(show(T + 86_400_000).lastDay()).isZero();
    }

    @Test
    void tenInASliceAreNoFloodTimeAndElevenAre() {
        raise(10, Level.YELLOW, T);
        assertThat(show(T + 1).floodPercent()).isZero();

        raise(1, Level.YELLOW, T + 2);

        assertThat(show(T + 3).floodPercent()).isEqualTo(100);
        assertThat(show(T + 600_000).floodPercent()).isEqualTo(50);
    }

    @Test
    void levelsAddUpToTheDay() {
        raise(1, Level.RED, T);
        raise(2, Level.ORANGE, T);
        raise(3, Level.BLUE, T);

        assertThat(show(T).byLevel())
                .isEqualTo(Map.of(Level.RED, 1, Level.ORANGE, 2, Level.BLUE, 3));
        assertThat(show(T).lastDay()).isEqualTo(6);
    }

    @Test
    void whatEachAlertAddsItTakesAwayAgain() {
        SeatAlert all =
                new SeatAlert(
                        "a",
                        null,
                        "hot",
                        "",
                        Level.YELLOW,
                        null,
                        "",
                        true,
                        true,
                        true,
                        true,
                        true,
                        true,
                        true,
                        true);
        LoadRule.apply(load, new SeatNews("all", "a", null, all, false, true, T));
        assertThat(sums(show(T))).containsOnly(1);

        LoadRule.apply(load, new SeatNews("all", "a", all, null, false, false, T));

        assertThat(sums(show(T))).containsOnly(0);
        assertThat(show(T).lastDay()).as("it was not new").isZero();
    }

    private static int[] sums(AlarmLoad load) {
        return new int[] {
            load.active(),
            load.unanswered(),
            load.chattering(),
            load.stale(),
            load.inhibited(),
            load.parts(),
            load.shelved(),
            load.standing()
        };
    }

    private AlarmLoad show(long now) {
        return LoadRule.show(load, RULE.seats().get(0), RULE, now);
    }

    private void raise(int number, int level, long at) {
        for (int i = 0; i < number; i++) {
            SeatAlert alert =
                    new SeatAlert(
                            "a" + i, null, "hot", "", level, null, "D", true, true, false, false,
                            false, false, false, false);
            LoadRule.apply(load, new SeatNews("all", alert.id(), null, alert, true, true, at));
        }
    }
}
