package org.citywall.stream.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.stream.ground.Cells;

/**
 * More cases of one category in one cell within 24 hours than the same weekday of the four weeks
 * before had: at least five, more than mean + 3 √mean (counts scatter by the root of their mean),
 * of at least three callers. Of weeks before its first case a cell is not taken to know anything.
 *
 * <p>It stays hot until the count has fallen clearly below what it had to reach. While it is hot it
 * is looked at each hour, so that it also ends when nobody calls. A recording has no hours of its
 * own: it is looked at with each of its cases.
 */
public final class HotSpots implements InsightRule<HotMemory> {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WEEKS = 4;
    private static final long HOURS_A_DAY = 24;
    private static final long HOURS_A_WEEK = 7 * HOURS_A_DAY;
    private static final long KEPT_HOURS = WEEKS * HOURS_A_WEEK + HOURS_A_DAY + 1;
    private static final int MOST_CASES = 20;

    private final InsightPolicy policy;

    public HotSpots(InsightPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return "hot-spots";
    }

    @Override
    public Class<HotMemory> memory() {
        return HotMemory.class;
    }

    @Override
    public List<InsightInput> inputs(InsightCase matter) {
        return matter.hasPoint()
                ? List.of(
                        new InsightInput(
                                matter.apart(cell(matter) + "|" + matter.category()), matter, true))
                : List.of();
    }

    private String cell(InsightCase matter) {
        return new Cells(policy.hotCellM()).of(matter.lon(), matter.lat());
    }

    @Override
    public HotMemory take(@Nullable HotMemory before, InsightInput input, InsightDraft draft) {
        InsightCase matter = input.matter();
        Instant since =
                before == null || matter.at().isBefore(before.since())
                        ? matter.at()
                        : before.since();
        Instant newest =
                before == null || matter.at().isAfter(before.newest())
                        ? matter.at()
                        : before.newest();
        Map<Long, Integer> hours = new TreeMap<>(before == null ? Map.of() : before.hours());
        hours.merge(hour(matter.at()), 1, Integer::sum);
        hours.keySet().removeIf(hour -> hour < hour(newest) - KEPT_HOURS);
        List<HotCase> window = new ArrayList<>(before == null ? List.of() : before.window());
        window.add(new HotCase(matter.caseId(), matter.at(), matter.caller()));
        window.removeIf(one -> !one.at().isAfter(newest.minus(DAY)));
        HotMemory counted =
                new HotMemory(
                        since,
                        newest,
                        List.copyOf(window),
                        hours,
                        before == null ? null : before.open(),
                        matter,
                        draft.now());
        return judge(counted, newest, matter.caseId(), draft);
    }

    @Override
    public @Nullable HotMemory advance(HotMemory before, InsightDraft draft) {
        if (before.sample().replay()) {
            return null; // nothing more of the recording came for weeks
        }
        Instant now = draft.now();
        List<HotCase> window =
                before.window().stream().filter(one -> one.at().isAfter(now.minus(DAY))).toList();
        HotMemory after = judge(with(before, window, before.open(), now), now, null, draft);
        boolean over = after.open() == null && hour(after.newest()) < hour(now) - KEPT_HOURS;
        return over ? null : after;
    }

    @Override
    public Instant nextTimer(HotMemory memory) {
        return memory.nextAt();
    }

    /**
     * @param to end of the window
     * @param added the case that has just come; null: time alone went on
     */
    private HotMemory judge(
            HotMemory memory, Instant to, @Nullable String added, InsightDraft draft) {
        int count = memory.window().size();
        int weeks = weeks(memory, to);
        double mean = mean(memory, to, weeks);
        double limit = mean + policy.hotSigmas() * Math.sqrt(mean);
        int unknown = (int) memory.window().stream().filter(c -> c.caller() == null).count();
        int callers = callers(memory.window()) + unknown;
        HotSpot open = memory.open();
        boolean hot =
                open == null
                        ? count >= policy.hotCount()
                                && count > limit
                                && callers >= policy.hotCallers()
                        : count >= policy.hotKeep() * Math.max(policy.hotCount(), limit);
        if (!hot && open == null) {
            return with(memory, memory.window(), null, later(memory, draft.now()));
        }
        HotSpot spot =
                spot(memory, to, draft.now(), count, callers, unknown, mean, weeks, limit, hot);
        if (open == null) {
            String reason = reason(spot);
            memory.window()
                    .forEach(
                            one ->
                                    draft.flag(
                                            one.caseId(),
                                            TicketFlag.HOT,
                                            reason,
                                            memory.sample().replay()));
        } else if (hot && added != null) {
            draft.flag(added, TicketFlag.HOT, reason(spot), memory.sample().replay());
        }
        if (open == null || !hot || open.count() != count) {
            draft.tell(spot);
        }
        return with(memory, memory.window(), hot ? spot : null, later(memory, draft.now()));
    }

    private static HotMemory with(
            HotMemory memory, List<HotCase> window, @Nullable HotSpot open, Instant nextAt) {
        return new HotMemory(
                memory.since(),
                memory.newest(),
                window,
                memory.hours(),
                open,
                memory.sample(),
                nextAt);
    }

    /** While cases are in the window, each hour; then only to forget. */
    private static Instant later(HotMemory memory, Instant now) {
        return memory.sample().replay() || memory.window().isEmpty()
                ? now.plus(HOUR.multipliedBy(KEPT_HOURS))
                : now.plus(HOUR);
    }

    private HotSpot spot(
            HotMemory memory,
            Instant to,
            Instant now,
            int count,
            int callers,
            int unknown,
            double mean,
            int weeks,
            double limit,
            boolean hot) {
        InsightCase sample = memory.sample();
        HotSpot open = memory.open();
        String cell = cell(sample);
        Cells.Bounds edges = new Cells(policy.hotCellM()).bounds(sample.lon(), sample.lat());
        Instant since = open == null ? to : open.since();
        int size = memory.window().size();
        return new HotSpot(
                open == null
                        ? Ids.of(
                                "hot-spot", sample.apart(cell), sample.category(), since.toString())
                        : open.id(),
                // Of the log's time, so that it rises also after a loss of all memory.
                Math.max(open == null ? 0 : open.rev() + 1, now.toEpochMilli()),
                cell,
                sample.category(),
                sample.categoryName(),
                sample.place(),
                sample.placeName(),
                edges.west(),
                edges.south(),
                edges.east(),
                edges.north(),
                to.minus(DAY),
                to,
                count,
                callers,
                unknown,
                mean,
                weeks,
                limit,
                memory.window().subList(Math.max(0, size - MOST_CASES), size).stream()
                        .map(HotCase::caseId)
                        .toList(),
                since,
                hot ? null : to,
                sample.replay());
    }

    private static String reason(HotSpot spot) {
        return String.format(
                Locale.ROOT,
                "24 小时内 %d 件、%d 人反映，前 %d 周同日均值 %.1f，上限 %.1f",
                spot.count(),
                spot.callers(),
                spot.weeks(),
                spot.mean(),
                spot.limit());
    }

    private static int callers(List<HotCase> window) {
        Set<String> known = new HashSet<>();
        for (HotCase one : window) {
            if (one.caller() != null) {
                known.add(one.caller());
            }
        }
        return known.size();
    }

    /** Whole weeks before the window in which this key was already counted. */
    private static int weeks(HotMemory memory, Instant to) {
        long before = Duration.between(memory.since(), to.minus(DAY)).toDays() / 7;
        return (int) Math.max(0, Math.min(WEEKS, before));
    }

    private static double mean(HotMemory memory, Instant to, int weeks) {
        if (weeks == 0) {
            return 0;
        }
        long sum = 0;
        for (int week = 1; week <= weeks; week++) {
            long end = hour(to) - week * HOURS_A_WEEK;
            for (long hour = end - HOURS_A_DAY + 1; hour <= end; hour++) {
                sum += memory.hours().getOrDefault(hour, 0);
            }
        }
        return (double) sum / weeks;
    }

    private static long hour(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), HOUR.toSeconds());
    }
}
