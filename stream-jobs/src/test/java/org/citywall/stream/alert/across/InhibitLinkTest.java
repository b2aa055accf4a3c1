package org.citywall.stream.alert.across;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.AlertMatch;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.InhibitRule;
import org.citywall.stream.alert.rules.Traits;
import org.junit.jupiter.api.Test;

class InhibitLinkTest {
    /** Its target names no level, as a person may well write it. */
    private static final AlertRules RULES = rules(ofKind("power-cut"), AlertMatch.ALL);

    @Test
    void redIsNobodysTargetThoughTheRuleSaysSo() {
        assertThat(InhibitLink.of(alert("offline", Level.RED, true), RULES)).isEmpty();
        assertThat(InhibitLink.of(alert("offline", Level.ORANGE, true), RULES))
                .singleElement()
                .matches(link -> !link.cause());
    }

    @Test
    void redCanBeACause() {
        assertThat(InhibitLink.of(alert("power-cut", Level.RED, true), RULES))
                .singleElement()
                .matches(InhibitLink::cause);
    }

    @Test
    void aCauseThatIsOverIsNoneAndNoTargetEither() {
        assertThat(InhibitLink.of(alert("power-cut", Level.YELLOW, false), RULES)).isEmpty();
    }

    @Test
    void whatIsClosedHasNoPart() {
        Traits open = alert("offline", Level.YELLOW, true);
        Traits closed =
                new Traits(
                        open.domain(),
                        open.alertClass(),
                        open.level(),
                        open.kind(),
                        open.place(),
                        open.site(),
                        open.device(),
                        open.point(),
                        open.kinds(),
                        open.devices(),
                        open.evidence(),
                        true,
                        false,
                        false);

        assertThat(InhibitLink.of(open, RULES)).hasSize(1);
        assertThat(InhibitLink.of(closed, RULES)).isEmpty();
    }

    @Test
    void whatExplainsOneSourceHidesNoOther() {
        AlertRules rules = rules(ofKind("power-cut"), ofKind("offline"));
        Traits both = with(alert("offline", Level.YELLOW, true), List.of("tamper"), false);

        assertThat(InhibitLink.of(alert("offline", Level.YELLOW, true), rules)).hasSize(1);
        assertThat(InhibitLink.of(both, rules)).isEmpty();
    }

    @Test
    void aRecordingExplainsNothingThatHappensNow() {
        Traits recorded = with(alert("power-cut", Level.YELLOW, true), List.of(), true);

        assertThat(InhibitLink.of(recorded, RULES)).isEmpty();
    }

    private static Traits with(Traits of, List<String> kinds, boolean recorded) {
        return new Traits(
                of.domain(),
                of.alertClass(),
                of.level(),
                of.kind(),
                of.place(),
                of.site(),
                of.device(),
                of.point(),
                kinds,
                of.devices(),
                of.evidence(),
                of.active(),
                of.open(),
                recorded);
    }

    private static Traits alert(String kind, int level, boolean active) {
        return new Traits(
                AlertDomain.FIRE,
                AlertClass.MAINTENANCE,
                level,
                kind,
                null,
                "B-1",
                "D-1",
                null,
                List.of(),
                List.of("D-1"),
                Map.of(),
                active,
                true,
                false);
    }

    private static AlertMatch ofKind(String kind) {
        return new AlertMatch(null, null, List.of(kind), null, null, null, null, null, null);
    }

    private static AlertRules rules(AlertMatch cause, AlertMatch target) {
        AlertRules shipped = AlertRulesReader.shipped();
        return new AlertRules(
                shipped.version(),
                shipped.by(),
                shipped.comment(),
                shipped.at(),
                shipped.effectiveAt(),
                shipped.groups(),
                List.of(new InhibitRule("dark", cause, target, List.of("site"), null)),
                shipped.delays(),
                shipped.chatter(),
                shipped.staleAfterS(),
                shipped.flood(),
                shipped.escalations(),
                shipped.standing());
    }
}
