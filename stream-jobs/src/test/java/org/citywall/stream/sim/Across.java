package org.citywall.stream.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.stream.alert.across.LoadMemory;
import org.citywall.stream.alert.across.LoadRule;
import org.citywall.stream.alert.across.SeatNews;

/**
 * What must hold between alerts: who is inhibited has a cause that is active, and nobody else is;
 * the counts of a flood are those of the new alerts of its seat; its end comes neither early nor
 * late; the load of a seat is the sum of what a wall shows.
 */
final class Across {
    /** What a site without power explains. */
    private static final Set<String> OFFLINE = Set.of("offline", "station-offline");

    private final Map<String, Alert> open = new HashMap<>();
    private final Map<String, Map<String, Alert>> bySite = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private final Map<String, Street> streets = new TreeMap<>();
    private final FloodRule rule;
    private final Collection<Instant> versions;
    private int floods;
    private int inhibited;

    /** A seat, as an observer of all changes knows it. */
    private static final class Street {
        /** Alert id → when it was new last; what was closed since then is none of a flood's. */
        private final Map<String, Instant> members = new HashMap<>();

        /** When alerts were new since the flood before. */
        private final List<Instant> fresh = new ArrayList<>();

        private final ArrayDeque<Instant> newest = new ArrayDeque<>();

        /** From when there are too few new ones for a flood to go on. */
        private Instant calm = Instant.MIN;

        private FloodSummary last;
        private final LoadMemory load = new LoadMemory();
    }

    Across(FloodRule rule, Collection<Instant> versions) {
        this.rule = rule;
        this.versions = versions;
        rule.seats().forEach(seat -> streets.put(seat.id(), new Street()));
    }

    int floods() {
        return floods;
    }

    int inhibited() {
        return inhibited;
    }

    boolean isActive(Alert alert) {
        return open.containsKey(alert.id()) && alert.condition() == Condition.ACTIVE;
    }

    void hear(SeatNews news) {
        LoadRule.apply(streets.get(news.seat()).load, news);
    }

    /**
     * A revision.
     *
     * @param before the revision before it; null: it is the first
     */
    void see(Alert before, AlertChange change, Instant now) {
        Alert after = change.alert();
        boolean isOpen = !change.forgotten() && after.response() != Response.CLOSED;
        boolean was = before != null && before.suppressedBy() != null;
        inhibited += after.suppressedBy() != null && !was ? 1 : 0;
        if (after.flood() != null && isOpen) {
            counted(after, now);
        }
        if (after.domain() != AlertDomain.SYSTEM && !Told.isRecorded(after)) {
            fresh(change, isOpen, now);
        }
        keep(after, isOpen);
    }

    private void keep(Alert alert, boolean isOpen) {
        if (isOpen) {
            open.put(alert.id(), alert);
        } else {
            open.remove(alert.id());
        }
        if (alert.site() == null) {
            return;
        }
        String site = alert.site().id();
        touched.add(site);
        Map<String, Alert> there = bySite.computeIfAbsent(site, s -> new HashMap<>());
        if (isOpen) {
            there.put(alert.id(), alert);
        } else {
            there.remove(alert.id());
        }
    }

    private void fresh(AlertChange change, boolean isOpen, Instant now) {
        Alert alert = change.alert();
        Alert known = open.get(alert.id());
        boolean wasOpen = known != null && !Told.isRecorded(known);
        String action = change.entry().action();
        boolean raised = action.equals("raised") || action.equals("joined");
        if (!isOpen) {
            street(alert).members.remove(alert.id());
        }
        if (wasOpen || !isOpen || !raised || alert.response() != Response.UNACKNOWLEDGED) {
            return;
        }
        Street street = street(alert);
        street.newest.add(now);
        while (street.newest.size() > rule.enterAbove() + 1) {
            street.newest.removeFirst();
        }
        int enough = Math.max(0, street.newest.size() - rule.leaveBelow());
        Instant fifth = street.newest.stream().skip(enough).findFirst().orElseThrow();
        Instant few = fifth.plusSeconds(rule.windowS());
        street.calm = few.isAfter(now) ? few : street.calm;
        street.fresh.add(now);
        street.members.put(alert.id(), now);
    }

    private Street street(Alert alert) {
        return streets.get(alert.place().substring(0, "sim/s00".length()));
    }

    /** A parent says its counts. */
    private void counted(Alert parent, Instant now) {
        FloodSummary flood = parent.flood();
        Street street = streets.get(flood.seat());
        if (flood.equals(street.last)) {
            return;
        }
        street.last = flood;
        Checks.require(sum(flood.byLevel()) == flood.total(), "levels do not add up: %s", flood);
        Checks.require(sum(flood.byKind()) == flood.total(), "kinds do not add up: %s", flood);
        if (flood.over()) {
            floods++;
            over(street, flood, now);
        }
    }

    private void over(Street street, FloodSummary flood, Instant now) {
        long members =
                street.members.entrySet().stream()
                        .filter(e -> !e.getValue().isBefore(flood.since()))
                        .map(e -> open.get(e.getKey()))
                        .filter(alert -> alert != null && alert.condition() == Condition.ACTIVE)
                        .count();
        Checks.require(members == flood.active(), "%s active of %s", members, flood);
        long fresh = street.fresh.stream().filter(at -> !at.isBefore(flood.since())).count();
        Checks.require(flood.total() == fresh, "%d new alerts, of %s", fresh, flood);
        Instant calm = street.calm;
        Checks.require(
                !now.isBefore(calm.plusSeconds(rule.leaveAfterS())), "over too early: %s", flood);
        Checks.require(flood.total() > rule.enterAbove(), "a flood of few: %s", flood);
        street.fresh.clear();
        street.members.clear();
    }

    /** What followed from a step has been told. */
    void settled(Instant now, Collection<String> flooded) {
        for (String site : touched) {
            Collection<Alert> there = bySite.get(site).values();
            there.forEach(alert -> inhibition(alert, there));
        }
        touched.clear();
        for (String seat : flooded) {
            Instant calm = streets.get(seat).calm;
            Instant rules =
                    versions.stream()
                            .filter(v -> !v.isAfter(now))
                            .max(Comparator.naturalOrder())
                            .filter(calm::isBefore)
                            .orElse(calm);
            Instant end = rules.plusSeconds(rule.leaveAfterS()).plus(Duration.ofMillis(1));
            Checks.require(!now.isAfter(end), "a flood that does not end at %s", seat);
        }
    }

    /** Written anew from the words of the rules that are shipped. */
    private static void inhibition(Alert alert, Collection<Alert> there) {
        List<String> causes =
                there.stream()
                        .filter(other -> other.condition() == Condition.ACTIVE)
                        .filter(cause -> explains(cause, alert))
                        .map(Alert::id)
                        .toList();
        String by = alert.suppressedBy();
        if (by == null) {
            Checks.require(causes.isEmpty(), "explained by %s, and not inhibited", causes);
        } else {
            Checks.require(causes.contains(by), "inhibited by what explains nothing: %s", by);
        }
    }

    private static boolean explains(Alert cause, Alert target) {
        boolean dark =
                has(cause, "site-offline")
                        && !has(target, "site-offline")
                        && has(target, "offline")
                        && kinds(target).allMatch(OFFLINE::contains)
                        && target.level() > Level.RED;
        boolean slope =
                isRedSlope(cause)
                        && target.domain() == AlertDomain.SLOPE
                        && target.level() > Level.ORANGE;
        return dark || slope;
    }

    private static boolean isRedSlope(Alert alert) {
        return alert.domain() == AlertDomain.SLOPE
                && alert.alertClass() == AlertClass.ALARM
                && alert.level() == Level.RED;
    }

    private static boolean has(Alert alert, String kind) {
        return kinds(alert).anyMatch(kind::equals);
    }

    private static Stream<String> kinds(Alert alert) {
        Stream<String> active =
                alert.sources().stream().filter(AlertSource::active).map(AlertSource::kind);
        return Stream.concat(Stream.of(alert.kind()), active);
    }

    /** Now and then: all sums, and who is a part of what. */
    void addUp(Collection<String> flooded) {
        Map<String, LoadMemory> sums = new HashMap<>();
        streets.keySet().forEach(street -> sums.put(street, new LoadMemory()));
        for (Alert alert : open.values()) {
            if (alert.domain() != AlertDomain.SYSTEM && !Told.isRecorded(alert)) {
                add(sums.get(alert.place().substring(0, "sim/s00".length())), alert);
            }
            if (alert.partOf() != null) {
                String seat = alert.place().substring(0, "sim/s00".length());
                Checks.require(flooded.contains(seat), "part of a flood that is over");
            }
        }
        streets.forEach((name, street) -> same(name, street.load, sums.get(name)));
    }

    private static void add(LoadMemory sum, Alert alert) {
        sum.active += alert.condition() == Condition.ACTIVE ? 1 : 0;
        sum.unanswered += alert.response() == Response.UNACKNOWLEDGED ? 1 : 0;
        sum.inhibited += alert.suppressedBy() == null ? 0 : 1;
        sum.parts += alert.partOf() == null ? 0 : 1;
        sum.shelved += alert.shelvedUntil() == null ? 0 : 1;
        sum.standing += alert.standing() == null ? 0 : 1;
        sum.chattering += alert.tags().contains("chattering") ? 1 : 0;
        sum.stale += alert.tags().contains("stale") ? 1 : 0;
    }

    private static void same(String seat, LoadMemory load, LoadMemory sum) {
        same(seat + " active", load.active, sum.active);
        same(seat + " unanswered", load.unanswered, sum.unanswered);
        same(seat + " inhibited", load.inhibited, sum.inhibited);
        same(seat + " parts", load.parts, sum.parts);
        same(seat + " shelved", load.shelved, sum.shelved);
        same(seat + " standing", load.standing, sum.standing);
        same(seat + " chattering", load.chattering, sum.chattering);
        same(seat + " stale", load.stale, sum.stale);
    }

    private static void same(String what, int load, int sum) {
        Checks.require(load == sum, "%s: the load says %d of %d", what, load, sum);
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
