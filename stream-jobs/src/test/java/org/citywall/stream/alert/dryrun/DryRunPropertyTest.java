package org.citywall.stream.alert.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.AlertPolicy;

class DryRunPropertyTest {
    /** One thing that happens in one of three buildings. */
    record Step(int what, int site, int number, int afterS) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Integer> what = Arbitraries.integers().between(0, 6);
        Arbitrary<Integer> site = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 8);
        Arbitrary<Integer> after = Arbitraries.integers().between(0, 120);
        return Combinators.combine(what, site, number, after).as(Step::new).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<AlertRules> rules() {
        return Arbitraries.of(
                Past.SHIPPED,
                Past.rules("{'groups':[{'id':'place','match':{},'by':['place:1']}]}"),
                Past.rules("{'groups':[{'id':'k','match':{},'by':['kind','site']}]}"),
                Past.rules("{'delays':[{'id':'d','match':{},'onDelayS':30,'offDelayS':10}]}"));
    }

    private static Past past(List<Step> steps) {
        Past past = new Past();
        int now = 0;
        for (Step step : steps) {
            now += step.afterS();
            String site = "B-" + step.site();
            String id = step.what() + "-" + site + "-" + step.number();
            String first = "0-" + site + "-" + step.number();
            switch (step.what()) {
                case 0 -> past.press(now, id, site);
                case 1 -> past.alarm(now, id, site, true);
                case 2 -> past.alarm(now, id, site, false);
                case 3 -> past.fault(now, id, site, "offline", 3, true);
                case 4 -> past.fault(now, id, site, "power-cut", 2, true);
                case 5 -> past.fault(now, id, site, "power-cut", 2, false);
                default ->
                        past.act(now, "c" + id, Past.alertOf(site, first), AlertAction.ACKNOWLEDGE);
            }
        }
        return past;
    }

    @Property(tries = 300)
    void theSameRulesNeverDiffer(
            @ForAll("histories") List<Step> steps, @ForAll("rules") AlertRules rules) {
        DryRunReport report = past(steps).under(rules, rules);

        assertThat(report.current()).isEqualTo(report.proposed());
        assertThat(report.differing()).isZero();
        assertThat(report.redPagedLess()).isZero();
    }

    @Property(tries = 300)
    void redIsNeverPagedLessWithoutAWord(
            @ForAll("histories") List<Step> steps,
            @ForAll("rules") AlertRules current,
            @ForAll("rules") AlertRules proposed) {
        Past past = past(steps);
        DryRunReport report = past.under(current, proposed);

        if (redPages(past, current) > redPages(past, proposed)) {
            assertThat(report.headline()).startsWith("▲");
            assertThat(report.examples().get(0).redPagedLess()).isTrue();
        }
        assertThat(report.headline().startsWith("▲")).isEqualTo(report.redPagedLess() > 0);
    }

    /** Counted by itself: all loud pages of red, whatever incident they belong to. */
    private static long redPages(Past past, AlertRules rules) {
        Side side = new Side(rules, AlertPolicy.defaults());
        past.inputs.forEach(each -> side.tell(each.input(), each.at()));
        side.advanceTo(AlertGroup.at(3_600));
        return side.alerts().values().stream()
                .flatMap(alert -> alert.redPages.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
