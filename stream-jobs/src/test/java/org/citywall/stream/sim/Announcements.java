package org.citywall.stream.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alertrule.AlertMatch;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.DelayRule;
import org.citywall.contracts.alertrule.EscalationRule;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.contracts.alertrule.GroupRule;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.contracts.alertrule.StandingKind;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * The rules of a week: those that are shipped, a seat for each street, and each day what is
 * announced for it (a drill in a community, a silence over one, devices out of service).
 */
final class Announcements {
    private static final int DAYS = 9;

    /** A drill: who takes part presses buttons. */
    record Drill(int community, Instant from, Instant until) {}

    private final List<Drill> drills = new ArrayList<>();
    private final List<Instant> changes = new ArrayList<>();
    private final RuleVersions versions;

    Announcements(SplittableRandom random, Instant monday) {
        RuleVersions all = RuleVersions.of(version(1, monday.minus(Duration.ofDays(1)), List.of()));
        for (int day = 0; day < DAYS; day++) {
            // At any time of the day: what an earlier version announced may end with it.
            Instant from =
                    monday.plus(Duration.ofDays(day))
                            .plus(Duration.ofMinutes(random.nextInt(23 * 60)));
            changes.add(from);
            all = all.with(version(day + 2, from, standing(random, from)));
        }
        versions = all;
    }

    RuleVersions versions() {
        return versions;
    }

    List<Drill> drills() {
        return drills;
    }

    /** When another version took over. */
    List<Instant> changes() {
        return changes;
    }

    private List<Standing> standing(SplittableRandom random, Instant from) {
        List<Standing> all = new ArrayList<>();
        int drilled = random.nextInt(District.COMMUNITIES);
        Instant begin = from.plus(Duration.ofMinutes(10 + random.nextInt(300)));
        Instant end = begin.plus(Duration.ofMinutes(60));
        drills.add(new Drill(drilled, begin, end));
        all.add(announced("drill", StandingKind.DRILL, within(drilled), begin, end));
        for (int i = 0; i < 3; i++) {
            int quiet = random.nextInt(District.COMMUNITIES);
            Instant until = from.plus(Duration.ofHours(2 + random.nextInt(30)));
            all.add(announced("silence-" + i, StandingKind.SILENCE, within(quiet), from, until));
        }
        List<String> devices =
                IntStream.range(0, 30)
                        .mapToObj(
                                i ->
                                        District.device(
                                                random.nextInt(District.CELLS),
                                                random.nextInt(District.DEVICES_PER_SITE)))
                        .toList();
        AlertMatch match = new AlertMatch(null, null, null, null, null, null, null, devices, null);
        Instant until = from.plus(Duration.ofHours(20));
        all.add(announced("out", StandingKind.OUT_OF_SERVICE, match, from, until));
        return all;
    }

    private static Standing announced(
            String id, StandingKind kind, AlertMatch match, Instant from, Instant until) {
        boolean out = kind == StandingKind.OUT_OF_SERVICE;
        return new Standing(
                id + "-" + from,
                kind,
                match,
                from,
                until,
                "仿真",
                "chen",
                out ? "li" : null,
                out ? "人工巡查" : null);
    }

    private static AlertMatch within(int community) {
        return new AlertMatch(
                null, null, null, null, null, District.communityPlace(community), null, null, null);
    }

    private static AlertMatch of(AlertDomain domain, String kind) {
        return new AlertMatch(
                List.of(domain), null, List.of(kind), null, null, null, null, null, null);
    }

    private static AlertRules version(long number, Instant from, List<Standing> standing) {
        AlertRules shipped = AlertRulesReader.shipped();
        FloodRule flood = shipped.flood();
        List<FloodRule.Seat> seats =
                IntStream.range(0, District.STREETS)
                        .mapToObj(District::street)
                        .map(street -> new FloodRule.Seat(street, street, street))
                        .toList();
        return new AlertRules(
                number,
                "citywall",
                null,
                from,
                from,
                List.of(
                        new GroupRule(
                                "hot",
                                of(AlertDomain.EBIKE, "port-hot"),
                                List.of("place:3"),
                                600L,
                                null,
                                null)),
                shipped.inhibitions(),
                List.of(
                        new DelayRule("hot", of(AlertDomain.EBIKE, "port-hot"), 60, 0, null, null),
                        new DelayRule("fault", of(AlertDomain.FIRE, "fault"), 0, 60, null, null)),
                shipped.chatter(),
                shipped.staleAfterS(),
                new FloodRule(
                        seats,
                        flood.windowS(),
                        flood.enterAbove(),
                        flood.leaveBelow(),
                        flood.leaveAfterS(),
                        flood.firstOut()),
                List.of(
                        new EscalationRule(
                                "night",
                                new AlertMatch(
                                        List.of(AlertDomain.FIRE),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null),
                                "22:00",
                                "06:00",
                                List.of(
                                        new EscalationRule.Step(20, "夜班"),
                                        new EscalationRule.Step(60, "带班领导")),
                                120L,
                                "带班领导")),
                standing);
    }
}
