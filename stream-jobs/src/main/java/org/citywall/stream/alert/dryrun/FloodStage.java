package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.FloodDecision;
import org.citywall.stream.alert.across.FloodHead;
import org.citywall.stream.alert.across.FloodMember;
import org.citywall.stream.alert.across.Floods;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;
import org.citywall.stream.alert.across.SeatChange;
import org.citywall.stream.alert.across.SeatNews;
import org.citywall.stream.alert.across.SeatPart;
import org.citywall.stream.alert.rules.RuleVersions;

/** Floods of seats without their operators; the rules are the same all the time. */
final class FloodStage implements Stage {
    private final RuleVersions rules;
    private final Consumer<SeatNews> others;
    private final Map<String, SeatPart> parts = new HashMap<>();
    private final Map<String, InhibitSum> sums = new HashMap<>();

    /** By name, so that seats are judged in the same order in each run. */
    private final Map<String, Seat> seats = new TreeMap<>();

    private static final class Seat {
        private FloodHead head = FloodHead.EMPTY;
        private final Map<String, FloodMember> members = new TreeMap<>();
    }

    FloodStage(RuleVersions rules, Consumer<SeatNews> others) {
        this.rules = rules;
        this.others = others;
    }

    /** Seats in a flood. */
    List<String> flooded() {
        return seats.entrySet().stream()
                .filter(each -> each.getValue().head.flood() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether nothing is remembered of any alert. */
    boolean isEmpty() {
        return parts.isEmpty()
                && sums.isEmpty()
                && seats.values().stream().allMatch(s -> s.head.isEmpty() && s.members.isEmpty());
    }

    @Override
    public void see(AlertChange change, Instant at, Consumer<AlertInput> say) {
        String id = change.alert().id();
        long now = at.toEpochMilli();
        SeatPart.Decision decision =
                parts.getOrDefault(id, SeatPart.EMPTY)
                        .accept(SeatChange.of(change), now)
                        .advanceTo(now, rules);
        if (decision.part().isEmpty()) {
            parts.remove(id);
        } else {
            parts.put(id, decision.part());
        }
        decision.news().forEach(news -> hear(news, say));
        decision.news().forEach(others);
    }

    private void hear(SeatNews news, Consumer<AlertInput> say) {
        Seat seat = seats.computeIfAbsent(news.seat(), s -> new Seat());
        carryOut(seat, Floods.advanceTo(news.seat(), seat.head, news.at(), rules), say);
        FloodMember member = seat.members.get(news.alertId());
        carryOut(seat, Floods.apply(news.seat(), seat.head, news, member, rules), say);
    }

    @Override
    @Nullable
    public Instant nextDue() {
        long first = Long.MAX_VALUE;
        for (Map.Entry<String, Seat> each : seats.entrySet()) {
            long due = Floods.nextAt(each.getKey(), each.getValue().head, rules);
            first = due == 0 ? first : Math.min(first, due);
        }
        return first == Long.MAX_VALUE ? null : Instant.ofEpochMilli(first);
    }

    @Override
    public void advanceTo(Instant now, Consumer<AlertInput> say) {
        seats.forEach(
                (id, seat) ->
                        carryOut(
                                seat,
                                Floods.advanceTo(id, seat.head, now.toEpochMilli(), rules),
                                say));
    }

    private void carryOut(Seat seat, FloodDecision decision, Consumer<AlertInput> say) {
        if (decision.all() != null) {
            List<String> all =
                    seat.members.entrySet().stream()
                            .filter(each -> each.getValue().part())
                            .map(Map.Entry::getKey)
                            .toList();
            all.forEach(id -> sum(decision.all().of(id), say));
            if (decision.all().by().isEmpty()) {
                seat.members.clear();
            }
        }
        decision.members()
                .forEach(
                        (id, member) -> {
                            if (member == null) {
                                seat.members.remove(id);
                            } else {
                                seat.members.put(id, member);
                            }
                        });
        decision.verdicts().forEach(verdict -> sum(verdict, say));
        decision.inputs().forEach(say);
        seat.head = decision.head();
    }

    private void sum(InhibitVerdict verdict, Consumer<AlertInput> say) {
        InhibitSum.Decision decision =
                sums.getOrDefault(verdict.alertId(), InhibitSum.EMPTY)
                        .with(verdict, InhibitSum.About.FLOOD);
        if (decision.sum().isEmpty()) {
            sums.remove(verdict.alertId());
        } else {
            sums.put(verdict.alertId(), decision.sum());
        }
        decision.fact().ifPresent(fact -> say.accept(AlertInput.of(fact)));
    }
}
