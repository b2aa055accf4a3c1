package org.citywall.gateway.alertrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.citywall.contracts.alertrule.AlertMatch;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.contracts.alertrule.StandingKind;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static AlertRules version(long number, Instant effectiveAt, long stale) {
        AlertRules shipped = AlertRulesReader.shipped();
        return new AlertRules(
                number,
                "admin",
                null,
                shipped.at(),
                effectiveAt,
                shipped.groups(),
                shipped.inhibitions(),
                shipped.delays(),
                shipped.chatter(),
                stale,
                shipped.flood(),
                shipped.escalations(),
                List.of());
    }

    private static Standing until(String id, Instant until) {
        return new Standing(
                id, StandingKind.DRILL, AlertMatch.ALL, NOW, until, "演练", "lead", null, null);
    }

    private static List<AlertRules> next(
            List<AlertRules> known, UnaryOperator<AlertRules> change, Instant effectiveAt) {
        return Succession.of(known, 7, change, "lead", "因", NOW, effectiveAt);
    }

    @Test
    void aChangeAlsoCountsInTheVersionsThatAreWrittenForLater() {
        List<AlertRules> known =
                List.of(
                        version(5, NOW.minusSeconds(60), 100),
                        version(7, NOW.plusSeconds(3_600), 200),
                        version(6, NOW.plusSeconds(3_600), 150));
        Standing drill = until("d", NOW.plusSeconds(7_200));

        List<AlertRules> made =
                next(
                        known,
                        before -> Succession.withStanding(before, List.of(drill)),
                        NOW.plusSeconds(5));

        assertThat(made).extracting(AlertRules::version).containsExactly(8L, 9L);
        assertThat(made)
                .extracting(AlertRules::effectiveAt)
                .containsExactly(NOW.plusSeconds(5), NOW.plusSeconds(3_600));
        // of the same moment the newest number judges
        assertThat(made).extracting(AlertRules::staleAfterS).containsExactly(100L, 200L);
        assertThat(made).allMatch(each -> each.standing().equals(List.of(drill)));
    }

    @Test
    void whatIsWrittenForEarlierStays() {
        List<AlertRules> known =
                List.of(
                        version(5, NOW.minusSeconds(60), 100),
                        version(6, NOW.plusSeconds(60), 200));

        assertThat(next(known, same -> same, NOW.plusSeconds(90)))
                .extracting(AlertRules::staleAfterS)
                .containsExactly(200L);
    }

    @Test
    void whatIsOverWhenAVersionBeginsIsNotInIt() {
        List<AlertRules> known =
                List.of(
                        Succession.withStanding(
                                version(5, NOW.minusSeconds(60), 100),
                                List.of(
                                        until("over", NOW.plusSeconds(5)),
                                        until("stands", NOW.plusSeconds(6)))));

        assertThat(next(known, same -> same, NOW.plusSeconds(5)).get(0).standing())
                .extracting(Standing::id)
                .containsExactly("stands");
    }
}
