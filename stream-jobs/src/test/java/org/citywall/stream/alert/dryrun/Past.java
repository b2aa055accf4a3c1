package org.citywall.stream.alert.dryrun;

import static org.citywall.stream.alert.AlertGroup.START;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.Judging;

/** A history of a few buildings, and what two versions of the rules make of it. */
final class Past {
    static final AlertRules SHIPPED = rules("{}");

    /** Part of the rules: so many alerts never come. */
    static final String NO_FLOOD =
            "'flood':{'seats':[{'id':'all','name':'值班席','place':''}],'windowS':600,"
                    + "'enterAbove':1000,'leaveBelow':5,'leaveAfterS':600,'firstOut':10}";

    final List<LoggedInput> inputs = new ArrayList<>();
    private DryRunLimits limits = DryRunLimits.defaults();

    /** What the release ships, with these parts replaced; ' for ". */
    static AlertRules rules(String parts) {
        return Judging.version(2, Instant.parse("2026-01-02T00:00:00Z"), parts);
    }

    Past limited(int inputs, int alerts) {
        limits = new DryRunLimits(inputs, alerts, limits.reading());
        return this;
    }

    Past at(double seconds, AlertInput input) {
        inputs.add(new LoggedInput(AlertGroup.at(seconds), input));
        return this;
    }

    /** A red press in a building. */
    Past press(double seconds, String id, String site) {
        return at(seconds, AlertInput.of(in(site, AlertGroup.press(id, "P1"))));
    }

    /** A device of a building that is no danger. */
    Past fault(double seconds, String id, String site, String kind, int level, boolean raised) {
        Detection fault =
                AlertGroup.detection(id, AlertClass.MAINTENANCE, kind, level, raised, kind);
        return at(seconds, AlertInput.of(in(site, fault)));
    }

    /** An orange alarm of a building. */
    Past alarm(double seconds, String id, String site, boolean raised) {
        Detection alarm = AlertGroup.detection(id, AlertClass.ALARM, "heat", 2, raised, "P9");
        return at(seconds, AlertInput.of(in(site, alarm)));
    }

    /** Somebody does something to the alert that this press of this building opened. */
    Past act(double seconds, String commandId, String alertId, AlertAction action) {
        return at(seconds, AlertInput.of(AlertGroup.command(commandId, alertId, action)));
    }

    static String alertOf(String site, String firstDetection) {
        return Ids.alertId(Ids.groupHash("fire/alarm/" + site), firstDetection);
    }

    static Detection in(String site, Detection d) {
        return new Detection(
                d.id(),
                d.groupKey().replace("B-1", site),
                d.domain(),
                d.alertClass(),
                d.kind(),
                d.level(),
                d.raised(),
                "D-" + site,
                d.point(),
                site + " " + d.title(),
                d.reason(),
                d.evidence(),
                new SiteRef(site, site, 114.0, 22.7),
                "yunwan/" + site,
                site,
                d.signalAt(),
                d.receivedAt(),
                d.rawPressId(),
                d.replay(),
                d.tags());
    }

    /** An hour from the start on. */
    DryRunReport under(AlertRules current, AlertRules proposed) {
        DryRunRequest request =
                new DryRunRequest("r", "admin", START.plusSeconds(3_600), 1, current, proposed);
        return DryRun.of(request, History.of(inputs), AlertPolicy.defaults(), limits);
    }
}
