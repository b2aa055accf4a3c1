package org.citywall.stream.alert.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alertrule.AlertMatch;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.contracts.place.SiteRef;

/** Whether a rule is about an alert or a detection, and the fields by which it compares them. */
public final class Matching {
    private static final String PLACE = "place:";
    private static final String EVIDENCE = "evidence:";

    private Matching() {}

    /** Whether the rule is about this detection. */
    public static boolean matches(AlertMatch match, Detection detection) {
        return matches(match, detection, detection.level());
    }

    /** The same, as if the detection had this level. */
    public static boolean matches(AlertMatch match, Detection detection, int level) {
        return matches(
                match,
                new Subject(
                        detection.domain(),
                        detection.alertClass(),
                        level,
                        detection.place(),
                        idOf(detection.site()),
                        detection.evidence(),
                        detection.kind()::equals,
                        detection.deviceId()::equals));
    }

    /** Whether the rule is about this alert: its kind, or that of a source that is active. */
    public static boolean matches(AlertMatch match, Alert alert) {
        return matches(
                match,
                new Subject(
                        alert.domain(),
                        alert.alertClass(),
                        alert.level(),
                        alert.place(),
                        idOf(alert.site()),
                        alert.evidence(),
                        kind ->
                                kind.equals(alert.kind())
                                        || anySource(alert, s -> s.kind().equals(kind)),
                        device -> anySource(alert, source -> source.deviceId().equals(device))));
    }

    /** The same of what is remembered of an alert. */
    public static boolean matches(AlertMatch match, Traits alert) {
        return matches(
                match,
                new Subject(
                        alert.domain(),
                        alert.alertClass(),
                        alert.level(),
                        alert.place(),
                        alert.site(),
                        alert.evidence(),
                        kind -> kind.equals(alert.kind()) || alert.kinds().contains(kind),
                        alert.devices()::contains));
    }

    /**
     * Whether the rule is about all of this alert: each of its active sources. What explains one
     * source away must not hide another.
     */
    public static boolean matchesWhole(AlertMatch match, Traits alert) {
        boolean allKinds =
                match.kinds().isEmpty()
                        || (match.kinds().contains(alert.kind())
                                && match.kinds().containsAll(alert.kinds()));
        boolean allDevices =
                match.devices().isEmpty() || match.devices().containsAll(alert.devices());
        return allKinds && allDevices && matches(match, alert);
    }

    /** Whether a path lies in a place; the empty place holds everything. */
    public static boolean isWithin(String path, String place) {
        return place == null
                || place.isEmpty()
                || (path != null && (path.equals(place) || path.startsWith(place + "/")));
    }

    /** The seats that answer for a place: those that hold it; all, if none does. */
    public static List<FloodRule.Seat> seats(FloodRule rule, String place) {
        List<FloodRule.Seat> its =
                rule.seats().stream().filter(seat -> isWithin(place, seat.place())).toList();
        return its.isEmpty() ? rule.seats() : its;
    }

    /** The value of a field of an alert; null: it has none. */
    public static String field(String name, Traits alert) {
        return switch (name) {
            case "kind" -> alert.kind();
            case "device" -> alert.device();
            case "point" -> alert.point();
            default ->
                    field(
                            name,
                            alert.domain(),
                            alert.alertClass(),
                            alert.site(),
                            alert.place(),
                            alert.evidence());
        };
    }

    /** The value of a field of a detection; null: it has none. */
    public static String field(String name, Detection detection) {
        return switch (name) {
            case "kind" -> detection.kind();
            case "device" -> detection.deviceId();
            case "point" -> detection.point();
            default ->
                    field(
                            name,
                            detection.domain(),
                            detection.alertClass(),
                            idOf(detection.site()),
                            detection.place(),
                            detection.evidence());
        };
    }

    private static String field(
            String name,
            AlertDomain domain,
            AlertClass alertClass,
            String site,
            String place,
            Map<String, String> evidence) {
        if (name.startsWith(EVIDENCE)) {
            return evidence.get(name.substring(EVIDENCE.length()));
        }
        if (name.startsWith(PLACE)) {
            return first(place, Integer.parseInt(name.substring(PLACE.length())));
        }
        return switch (name) {
            case "domain" -> domain.name().toLowerCase(Locale.ROOT);
            case "class" -> alertClass.name().toLowerCase(Locale.ROOT);
            case "site" -> site;
            case "place" -> place;
            default -> throw new IllegalArgumentException("no field of an alert: " + name);
        };
    }

    /** The first parts of a path; null if it has fewer. */
    private static String first(String path, int parts) {
        if (path == null) {
            return null;
        }
        String[] all = path.split("/", -1);
        return all.length < parts ? null : String.join("/", List.of(all).subList(0, parts));
    }

    private static String idOf(SiteRef site) {
        return site == null ? null : site.id();
    }

    private static boolean anySource(Alert alert, Predicate<AlertSource> test) {
        return alert.sources().stream().filter(AlertSource::active).anyMatch(test);
    }

    private static boolean matches(AlertMatch match, Subject subject) {
        return (match.domains().isEmpty() || match.domains().contains(subject.domain()))
                && (match.alertClass() == null || match.alertClass() == subject.alertClass())
                && (match.gravest() == null || subject.level() >= match.gravest())
                && (match.mildest() == null || subject.level() <= match.mildest())
                && isWithin(subject.place(), match.place())
                && (match.sites().isEmpty()
                        || (subject.site() != null && match.sites().contains(subject.site())))
                && (match.kinds().isEmpty() || match.kinds().stream().anyMatch(subject.kind()))
                && (match.devices().isEmpty()
                        || match.devices().stream().anyMatch(subject.device()))
                && match.evidence().entrySet().stream()
                        .allMatch(e -> e.getValue().equals(subject.evidence().get(e.getKey())));
    }

    /** What a match looks at. */
    private record Subject(
            AlertDomain domain,
            AlertClass alertClass,
            int level,
            String place,
            String site,
            Map<String, String> evidence,
            Predicate<String> kind,
            Predicate<String> device) {}
}
