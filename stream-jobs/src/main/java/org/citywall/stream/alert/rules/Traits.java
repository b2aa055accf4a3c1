package org.citywall.stream.alert.rules;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;

/**
 * What rules can see of an alert, and nothing else: what a stage remembers of each open alert so
 * that another version of the rules can weigh it. Whatever {@link Matching} looks at is here.
 *
 * @param domain what it is about
 * @param alertClass danger or maintenance
 * @param level 1 (red) to 4 (blue)
 * @param kind of the alert
 * @param place grid path; null: none
 * @param site id of its site; null: none
 * @param device of its first source; null: none
 * @param point of its first source; null: none
 * @param kinds of its active sources, where they are others
 * @param devices of its active sources, each once
 * @param evidence name → value
 * @param active whether its condition is
 * @param open whether people have not closed it
 * @param recorded whether all of it comes from a recording: it explains nothing that happens now
 */
public record Traits(
        AlertDomain domain,
        AlertClass alertClass,
        int level,
        String kind,
        @Nullable String place,
        @Nullable String site,
        @Nullable String device,
        @Nullable String point,
        List<String> kinds,
        List<String> devices,
        Map<String, String> evidence,
        boolean active,
        boolean open,
        boolean recorded) {

    public Traits {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
        devices = devices == null ? List.of() : List.copyOf(devices);
        evidence = evidence == null ? Map.of() : Map.copyOf(evidence);
    }

    /** Those of this revision. */
    public static Traits of(Alert alert) {
        AlertSource first = alert.sources().isEmpty() ? null : alert.sources().get(0);
        return new Traits(
                alert.domain(),
                alert.alertClass(),
                alert.level(),
                alert.kind(),
                alert.place(),
                alert.site() == null ? null : alert.site().id(),
                first == null ? null : first.deviceId(),
                first == null ? null : first.point(),
                active(alert, AlertSource::kind)
                        .filter(kind -> !kind.equals(alert.kind()))
                        .toList(),
                active(alert, AlertSource::deviceId).toList(),
                alert.evidence(),
                alert.condition() == Condition.ACTIVE,
                alert.response() != Response.CLOSED,
                alert.tags() != null && alert.tags().contains(AlertTag.REPLAY.wireName()));
    }

    private static Stream<String> active(Alert alert, Function<AlertSource, String> what) {
        return alert.sources().stream().filter(AlertSource::active).map(what).distinct();
    }
}
