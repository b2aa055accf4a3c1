package org.citywall.stream.alert.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.DryRunCounts;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.flink.AlertFunction;
import org.citywall.stream.alert.flink.AlertsHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run counts what the operator of the alerts job makes of the same inputs. */
class DryRunHarnessTest {
    private static Past past() {
        Past past = new Past();
        for (int i = 0; i < 30; i++) {
            String site = "B-" + i % 4;
            past.press(20 * i, "d" + i, site);
            past.alarm(20 * i + 3, "h" + i, site, i % 3 != 0);
            past.fault(20 * i + 7, "f" + i, site, i % 2 == 0 ? "offline" : "fault", 3, i % 5 != 0);
        }
        past.act(700, "c1", Past.alertOf("B-1", "d1"), AlertAction.ACKNOWLEDGE);
        return past.press(800, "late", "B-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'groups':[{'id':'k','match':{},'by':['kind','site']}]",
                ",'delays':[{'id':'d','match':{},'onDelayS':30,'offDelayS':10}]"
            })
    void alertsAndPagesAreThoseOfTheOperator(String parts) throws Exception {
        // The operator alone knows neither floods nor, with these kinds, inhibition.
        AlertRules rules = Past.rules("{" + Past.NO_FLOOD + parts + "}");
        Past past = past();
        Set<String> alerts = new HashSet<>();
        Set<String> loud = new HashSet<>();
        for (AlertChange change : changes(past, rules)) {
            alerts.add(change.alert().id());
            if (change.pages() != null) {
                change.pages().stream().filter(p -> !p.quiet()).map(Page::id).forEach(loud::add);
            }
        }

        DryRunCounts counts = past.under(rules, rules).current();

        assertThat(counts.alerts()).isEqualTo(alerts.size()).isPositive();
        assertThat(counts.loud()).isEqualTo(loud.size()).isPositive();
    }

    @SuppressWarnings("try") // Its close may be interrupted.
    private static List<AlertChange> changes(Past past, AlertRules rules) throws Exception {
        try (AlertsHarness operator = AlertsHarness.start(AlertPolicy.defaults(), 7, null)) {
            operator.announce(rules, AlertGroup.START.toEpochMilli());
            int handedOn = 0;
            for (LoggedInput each : past.inputs) {
                long at = each.at().toEpochMilli();
                operator.processWatermark(at - 1);
                operator.processElement(each.input(), at);
                List<AlertInput> forwarded = forwarded(operator);
                for (AlertInput input : forwarded.subList(handedOn, forwarded.size())) {
                    operator.processElement(input, at);
                }
                handedOn = forwarded.size();
            }
            operator.processWatermark(AlertGroup.at(3_600).toEpochMilli());
            return List.copyOf(operator.extractOutputValues());
        }
    }

    private static List<AlertInput> forwarded(AlertsHarness operator) {
        List<AlertInput> inputs = new ArrayList<>();
        var told = operator.getSideOutput(AlertFunction.FORWARDED);
        if (told != null) {
            for (StreamRecord<AlertInput> each : told) {
                inputs.add(each.getValue());
            }
        }
        return inputs;
    }
}
