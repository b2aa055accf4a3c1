package org.citywall.stream.alert.across;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.stream.alert.rules.Matching;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * One open alert and the seats that answer for it. Changes wait until event time has passed them,
 * so that each meets the version of the rules that judges at its time.
 *
 * @param alert what seats were told last; null: nothing
 * @param seats who was told
 * @param version of the rules that named them
 * @param waiting changes that are not told yet, oldest first
 * @param lookAt when the next version that is known takes over, in milliseconds; 0: none is known
 */
public record SeatPart(
        @Nullable SeatAlert alert,
        List<String> seats,
        long version,
        List<Waiting> waiting,
        long lookAt)
        implements AlertPart {
    public static final SeatPart EMPTY = new SeatPart(null, List.of(), 0, List.of(), 0);

    public SeatPart {
        seats = seats == null ? List.of() : List.copyOf(seats);
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }

    /**
     * A change that is not told yet.
     *
     * @param at its event time, in milliseconds
     * @param change what it says
     */
    public record Waiting(long at, SeatChange change) {}

    /**
     * What follows.
     *
     * @param part the alert as it is now known
     * @param news for seats
     */
    public record Decision(SeatPart part, List<SeatNews> news) {}

    @Override
    public boolean waitsFor(long moment) {
        return waiting.stream().anyMatch(each -> each.at() == moment);
    }

    @Override
    public boolean isEmpty() {
        return alert == null && waiting.isEmpty();
    }

    /** A change arrives. */
    public SeatPart accept(SeatChange change, long at) {
        List<Waiting> more = new ArrayList<>(waiting);
        more.add(new Waiting(at, change));
        return new SeatPart(alert, seats, version, more, lookAt);
    }

    /** Event time has passed a moment: tell what waited, and look whether the rules are others. */
    public Decision advanceTo(long now, RuleVersions versions) {
        List<SeatNews> news = new ArrayList<>();
        List<Waiting> later = new ArrayList<>();
        SeatPart part = this;
        for (Waiting each : waiting) {
            if (each.at() > now) {
                later.add(each);
            } else if (each.change().open() && !each.change().recorded()) {
                boolean fresh = part.alert == null && each.change().raised();
                part = part.tell(each.change().alert(), fresh, each.at(), versions, news);
            } else if (part.alert != null) {
                part = part.tell(null, false, each.at(), versions, news);
            }
        }
        if (part.alert != null && part.version != at(versions, now).version()) {
            part = part.tell(part.alert, false, now, versions, news);
        }
        Instant next = part.alert == null ? null : versions.replacedAt(part.version);
        long look = next == null ? 0 : next.toEpochMilli();
        return new Decision(new SeatPart(part.alert, part.seats, part.version, later, look), news);
    }

    private SeatPart tell(
            @Nullable SeatAlert after,
            boolean fresh,
            long now,
            RuleVersions versions,
            List<SeatNews> news) {
        AlertRules rules = at(versions, now);
        List<String> its = after == null ? List.of() : seatsOf(after, rules.flood());
        Set<String> all = new LinkedHashSet<>(seats);
        all.addAll(its);
        for (String seat : all) {
            SeatAlert known = seats.contains(seat) ? alert : null;
            SeatAlert knows = its.contains(seat) ? after : null;
            if (knows == null || !knows.equals(known)) {
                String id = after == null ? alert.id() : after.id();
                news.add(new SeatNews(seat, id, known, knows, fresh, after != null, now));
            }
        }
        return new SeatPart(after, its, rules.version(), waiting, lookAt);
    }

    private static List<String> seatsOf(SeatAlert alert, FloodRule rule) {
        if (alert.parentOf() != null) {
            return List.of(alert.parentOf());
        }
        return Matching.seats(rule, alert.place()).stream().map(FloodRule.Seat::id).toList();
    }

    private static AlertRules at(RuleVersions versions, long now) {
        return versions.at(Instant.ofEpochMilli(now));
    }
}
