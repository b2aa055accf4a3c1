package org.citywall.stream.alert.across;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.stream.alert.across.FloodHead.Recent;
import org.citywall.stream.alert.rules.RuleVersions;

/** A decision in the making: the only mutable object of {@link Floods}, alive for one call. */
final class FloodDraft {
    /** The parent is told its counts at most so often: each second. */
    static final long COUNT_MS = 1_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final String seatId;
    private final RuleVersions versions;
    private final List<Recent> recent;
    private FloodEdit flood;
    private long now;
    private long version;
    private FloodRule rule;
    private FloodRule.Seat seat;

    private InhibitVerdict all;
    private final Map<String, FloodMember> members = new LinkedHashMap<>();
    private final List<InhibitVerdict> verdicts = new ArrayList<>();
    private final List<AlertInput> inputs = new ArrayList<>();

    FloodDraft(String seatId, FloodHead head, RuleVersions versions) {
        this.seatId = seatId;
        this.versions = versions;
        recent = new ArrayList<>(head.recent());
        flood = head.flood() == null ? null : new FloodEdit(head.flood());
        now = head.judgedAt();
        version = head.version();
        take(versions.at(Instant.ofEpochMilli(now)));
    }

    FloodDecision decision() {
        FloodHead head =
                recent.isEmpty() && flood == null
                        ? FloodHead.EMPTY
                        : new FloodHead(now, version, recent, flood == null ? null : flood.done());
        return new FloodDecision(head, all, members, verdicts, inputs);
    }

    void advanceTo(long end) {
        for (long due = nextDue(); due <= end; due = nextDue()) {
            judgeAt(Math.max(due, now));
        }
        judgeAt(end);
    }

    /** When something is due, by what is known. */
    long nextDue() {
        if (recent.isEmpty() && flood == null) {
            return NEVER;
        }
        Instant next = versions.nextAfter(Instant.ofEpochMilli(now));
        long due = next == null ? NEVER : next.toEpochMilli();
        if (flood == null) {
            return Math.min(due, recent.get(0).at() + windowMs());
        }
        if (flood.changed && flood.parent != null) {
            due = Math.min(due, flood.countedAt + COUNT_MS);
        }
        long few = flood.belowSince == 0 ? fewAt() : flood.belowSince + leaveAfterMs();
        return Math.min(due, few);
    }

    /** A moment comes: the rules that judge then, what it ends, and what it begins. */
    void judgeAt(long moment) {
        now = Math.max(now, moment);
        AlertRules rules = versions.at(Instant.ofEpochMilli(now));
        if (rules.version() != version) {
            take(rules);
            version = rules.version();
            if (flood != null) {
                flood.belowSince = 0; // Other numbers: it must be calm for all of their time.
            }
        }
        if (seat == null) {
            recent.clear();
            if (flood != null) {
                leave("规则不再有这个席位");
            }
            return;
        }
        if (flood == null) {
            recent.removeIf(each -> each.at() <= now - windowMs());
            return;
        }
        if (flood.belowSince == 0 && fewAt() <= now) {
            flood.belowSince = now;
        }
        if (flood.belowSince != 0 && flood.belowSince + leaveAfterMs() <= now) {
            leave(FloodWords.calm(rule));
        } else if (flood.changed && flood.countedAt + COUNT_MS <= now) {
            count(false);
        }
    }

    void apply(SeatNews news, @Nullable FloodMember member) {
        if (seat == null) {
            return;
        }
        SeatAlert either = news.after() == null ? news.before() : news.after();
        if (either.parentOf() != null) {
            parent(news);
            return;
        }
        FloodMember after = news.after() == null ? null : FloodMember.of(news.after());
        recent.replaceAll(
                each -> each.first().alertId().equals(news.alertId()) ? each.with(after) : each);
        if (news.fresh()) {
            recent.add(FloodWords.recent(news.after(), now));
        }
        if (flood != null) {
            if (news.fresh()) {
                int level = flood.level();
                countOne(recent.size() - 1);
                if (flood.level() < level) {
                    raise(flood.asked); // for the parent that is there, or asked for
                }
                trim();
                flood.belowSince = fewAt() > now ? 0 : flood.belowSince;
            }
            if (news.fresh() || member != null) {
                follow(news, member, after);
            }
        } else if (news.fresh() && recent.size() > rule.enterAbove()) {
            enter();
        }
    }

    /** A flood begins with all that led to it. */
    private void enter() {
        long since =
                recent.stream().filter(r -> !r.counted()).mapToLong(Recent::at).min().orElse(now);
        flood = new FloodEdit(since);
        for (int i = 0; i < recent.size(); i++) {
            Recent each = recent.get(i);
            if (!each.counted()) {
                countOne(i);
                if (each.now() != null) {
                    members.put(each.first().alertId(), each.now());
                }
            }
        }
        flood.active = (int) members.values().stream().filter(FloodMember::active).count();
        trim();
        raise(true);
    }

    private void countOne(int index) {
        Recent one = recent.get(index);
        recent.set(index, one.asCounted());
        flood.count(one, rule.firstOut());
    }

    private void raise(boolean asked) {
        flood.raises++;
        flood.asked = asked;
        inputs.add(FloodWords.parent(seat, rule, flood.done(), true, FloodWords.begun(rule), now));
    }

    /** An alert of the flood changes: it may leave it, or have become red. */
    private void follow(SeatNews news, FloodMember before, FloodMember after) {
        if (after == null ? before == null : after.equals(before)) {
            return;
        }
        members.put(news.alertId(), after);
        flood.active += (isActive(after) ? 1 : 0) - (isActive(before) ? 1 : 0);
        flood.changed = true;
        if (news.fresh() && flood.parent == null && !flood.asked) {
            raise(true); // People closed it, and it goes on.
        }
        boolean was = before != null && before.part();
        boolean is = after != null && after.part();
        if (was && !is) {
            verdicts.add(verdict(news.alertId(), "", FloodWords.left(news), news.open()));
        } else if (is && !was && flood.parent != null) {
            verdicts.add(verdict(news.alertId(), flood.parent, FloodWords.begun(rule), true));
        }
    }

    private static boolean isActive(FloodMember member) {
        return member != null && member.active();
    }

    /** What became of the parent; it counts for nothing. */
    private void parent(SeatNews news) {
        if (flood == null) {
            return;
        }
        boolean known = news.alertId().equals(flood.parent);
        if (news.after() == null) {
            flood.parent = known ? null : flood.parent;
        } else if (news.after().active() && !known) {
            flood.parent = news.alertId();
            flood.asked = false;
            all = verdict("", flood.parent, FloodWords.begun(rule), true);
            count(false);
        }
    }

    private void leave(String reason) {
        if (flood.parent != null) {
            count(true);
        }
        if (flood.raises > 0) {
            inputs.add(FloodWords.parent(seatOr(), rule, flood.done(), false, reason, now));
        }
        all = verdict("", "", reason, true);
        flood = null;
        recent.removeIf(each -> each.at() <= now - windowMs());
    }

    private void count(boolean over) {
        if (flood.parent == null) {
            return;
        }
        flood.countedAt = now;
        flood.changed = false;
        FloodSummary summary = flood.summary(seatId, over);
        inputs.add(FloodWords.counted(seatId, flood.parent, summary, now));
    }

    private InhibitVerdict verdict(String alertId, String parent, String reason, boolean open) {
        String place = "flood/" + seatId;
        return new InhibitVerdict(alertId, place, parent, reason, open, now, place);
    }

    /** The seat, or its id alone if the rules have none any more. */
    private FloodRule.Seat seatOr() {
        return seat == null ? new FloodRule.Seat(seatId, seatId, "") : seat;
    }

    private void take(AlertRules rules) {
        rule = rules.flood();
        seat = rule.seats().stream().filter(s -> s.id().equals(seatId)).findFirst().orElse(null);
    }

    /** From when there are fewer than enough to go on, if none comes. */
    private long fewAt() {
        int enough = recent.size() - rule.leaveBelow();
        return enough < 0 ? now : recent.get(enough).at() + windowMs();
    }

    /** In a flood only the newest say whether there are too many. */
    private void trim() {
        int most = rule.enterAbove() + 1;
        if (recent.size() > most) {
            recent.subList(0, recent.size() - most).clear();
        }
    }

    private long windowMs() {
        return rule.windowS() * 1_000;
    }

    private long leaveAfterMs() {
        return rule.leaveAfterS() * 1_000;
    }
}
