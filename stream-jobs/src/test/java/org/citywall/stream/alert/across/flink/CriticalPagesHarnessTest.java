package org.citywall.stream.alert.across.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.Judging;
import org.junit.jupiter.api.Test;

/** A site is dark: 20,000 alerts that one cause explains, and among them what must be heard. */
@SuppressWarnings("try") // The close of a harness may be interrupted; a test does not mind.
class CriticalPagesHarnessTest {
    private static final long START = AlertGroup.START.toEpochMilli();
    private static final int ALERTS = 20_000;
    private static final int PER_STEP = 500;

    /** It would explain red too, if anything could. */
    private static final String ALL =
            "{'inhibitions':[{'id':'dark','cause':{'kinds':['power-cut']},'target':{},"
                    + "'equal':['site']}]}";

    private record Run(List<Page> red, long inhibited, long open) {}

    @Test
    void pageAsWithoutTheRuleEachAtItsTimeAndNoneQuietly() throws Exception {
        Run with = run(ALL);
        Run without = run("{'inhibitions':[]}");

        assertThat(without.inhibited()).isZero();
        assertThat(with.inhibited()).isGreaterThan(ALERTS - 2 * ALERTS / 100);
        assertThat(with.open()).isEqualTo(ALERTS + 1);
        assertThat(with.red()).isEqualTo(without.red());
        assertThat(with.red()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(with.red()).noneMatch(Page::quiet);
        assertThat(with.red().stream().filter(p -> p.step() == Page.Step.RAISED))
                .hasSize(ALERTS / 100);
        assertThat(with.red().stream().filter(p -> p.step() == Page.Step.RISEN))
                .hasSize(ALERTS / 100);
    }

    /** Of each hundred one is red from the beginning, and one rises 10 s later. */
    private static Run run(String parts) throws Exception {
        AlertRules rules = Judging.version(2, Instant.parse("2026-01-02T00:00:00Z"), parts);
        try (AlertLoop loop = AlertLoop.start(AlertGroup.POLICY, rules, START)) {
            loop.tell(detection("cut", 0, "power-cut", 2), START);
            for (int i = 1; i <= ALERTS; i++) {
                long at = START + 1_000 + i;
                boolean red = i % 100 == 0;
                boolean rises = i % 100 == 50;
                if (red || rises) {
                    loop.tell(detection("a", i, "smoke", red ? Level.RED : Level.YELLOW), at);
                } else {
                    loop.tell(detection("a", i, "offline", 2 + i % 2), at);
                }
                if (i % PER_STEP == 0) {
                    loop.passTo(at);
                }
            }
            for (int i = 50; i <= ALERTS; i += 100) {
                loop.tell(detection("b", i, "smoke", Level.RED), START + 31_000 + i);
                if (i % PER_STEP == 50) {
                    loop.passTo(START + 31_000 + i);
                }
            }
            loop.passTo(START + 90_000);
            return new Run(
                    loop.changes().stream()
                            .flatMap(c -> c.pages() == null ? Stream.empty() : c.pages().stream())
                            .filter(page -> page.level() == Level.RED)
                            .sorted(AT_THEN_ID)
                            .toList(),
                    loop.facts().stream()
                            .filter(fact -> fact.kind() == AlertFact.Kind.INHIBITED)
                            .count(),
                    loop.changes().stream().map(c -> c.alert().id()).distinct().count());
        }
    }

    private static final Comparator<Page> AT_THEN_ID =
            Comparator.comparing(Page::at).thenComparing(Page::id);

    private static AlertInput detection(String name, int number, String kind, int level) {
        boolean alarm = kind.equals("smoke");
        Detection d =
                AlertGroup.detection(
                        name + number,
                        alarm ? AlertClass.ALARM : AlertClass.MAINTENANCE,
                        kind,
                        level,
                        true,
                        null);
        ObjectNode json = Json.mapper().valueToTree(d);
        json.put("deviceId", "D" + number);
        json.put("groupKey", "fire/%s/%d".formatted(kind, number));
        return AlertInput.of(Json.read(Json.string(json), Detection.class));
    }
}
