package org.citywall.stream.alert.across;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.AlarmLoad;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.FloodRule;

/**
 * How much a seat has to bear (ISA-18.2, EEMUA 191): sums that each change moves by what it
 * changes. Changes the memory in place.
 */
public final class LoadRule {
    /** It is shown so often: each 10 s. */
    public static final long SHOWN_EVERY_MS = 10_000;

    /** So many sources have a line: EEMUA 191 speaks of the ten busiest. */
    static final int MOST_LINES = 10;

    /** So many sources are told apart in a day; alerts of further ones count in all sums. */
    static final int MOST_SOURCES = 20_000;

    private static final long TEN_MS = 10_000;
    private static final long MINUTE_MS = 60_000;
    private static final long SLICE_MS = 600_000;
    private static final int TENS = 60;
    private static final int MINUTES = 60;
    private static final int SLICES = 144;

    private static final Comparator<LoadSource> MOST_FIRST =
            Comparator.comparingInt(LoadSource::count)
                    .reversed()
                    .thenComparing(LoadSource::deviceId);

    private LoadRule() {}

    /** Takes news into the sums. */
    public static void apply(LoadMemory load, SeatNews news) {
        load.since = load.since == 0 ? news.at() : load.since;
        SeatAlert either = news.after() == null ? news.before() : news.after();
        if (either.parentOf() != null) {
            boolean on = news.after() != null && news.after().active();
            boolean known = either.id().equals(load.flood);
            load.flood = on ? either.id() : known ? null : load.flood;
            return;
        }
        add(load, news.before(), -1);
        add(load, news.after(), 1);
        if (news.fresh()) {
            load.tens.merge(news.at() / TEN_MS, 1, Integer::sum);
            load.minutes.merge(news.at() / MINUTE_MS, 1, Integer::sum);
            int[] slice =
                    load.slices.computeIfAbsent(slice(news.at()), s -> new int[Level.BLUE + 1]);
            slice[0]++;
            slice[Math.max(Level.RED, Math.min(Level.BLUE, either.level()))]++;
        }
    }

    private static void add(LoadMemory load, @Nullable SeatAlert alert, int sign) {
        if (alert == null) {
            return;
        }
        load.active += alert.active() ? sign : 0;
        load.unanswered += alert.unanswered() ? sign : 0;
        load.chattering += alert.chattering() ? sign : 0;
        load.stale += alert.stale() ? sign : 0;
        load.inhibited += alert.inhibited() ? sign : 0;
        load.parts += alert.part() ? sign : 0;
        load.shelved += alert.shelved() ? sign : 0;
        load.standing += alert.standing() ? sign : 0;
    }

    /**
     * One more alert of a source.
     *
     * @param known what is remembered of it; null: nothing
     * @return what is remembered of it now; null: there are too many to remember it
     */
    @Nullable
    public static LoadSource count(LoadMemory load, SeatNews news, @Nullable LoadSource known) {
        SeatAlert alert = news.after();
        if (known == null && load.sources >= MOST_SOURCES) {
            return null;
        }
        load.sources += known == null ? 1 : 0;
        LoadSource before =
                known == null ? new LoadSource(alert.deviceId(), "", null, Map.of()) : known;
        LoadSource after = before.with(alert, slice(news.at()));
        load.top.removeIf(each -> each.deviceId().equals(after.deviceId()));
        rank(load, after);
        return after;
    }

    private static void rank(LoadMemory load, LoadSource source) {
        load.top.add(source);
        load.top.sort(MOST_FIRST);
        if (load.top.size() > MOST_LINES) {
            load.top.remove(MOST_LINES);
        }
    }

    /** Whether a slice has begun since all sources were gone through. */
    public static boolean mustWalk(LoadMemory load, long now) {
        return load.sources > 0 && slice(now) > load.walkedAt;
    }

    /** All sources are gone through from here on. */
    public static void beginWalk(LoadMemory load, long now) {
        load.walkedAt = slice(now);
        load.sources = 0;
        load.top.clear();
    }

    /**
     * A source as it is without what is older than a day.
     *
     * @return null: nothing is left of it
     */
    @Nullable
    public static LoadSource walk(LoadMemory load, LoadSource source, long now) {
        LoadSource kept = source.after(slice(now) - SLICES);
        if (kept.slices().isEmpty()) {
            return null;
        }
        load.sources++;
        rank(load, kept);
        return kept;
    }

    /** Whether it is to be shown again. */
    public static boolean isShowable(LoadMemory load, long now) {
        return now >= load.shownAt + SHOWN_EVERY_MS;
    }

    /** What a seat has to bear now. What is older than a day goes. */
    public static AlarmLoad show(LoadMemory load, FloodRule.Seat seat, FloodRule rule, long now) {
        forget(load.tens, now / TEN_MS - TENS);
        forget(load.minutes, now / MINUTE_MS - MINUTES);
        forget(load.slices, slice(now) - SLICES);
        load.shownAt = now;
        load.rev = Math.max(load.rev + 1, now); // Newer than all before, also after lost state.
        long first = Math.max(slice(load.since), slice(now) - SLICES + 1);
        long known = slice(now) - first + 1;
        long flooded = load.slices.values().stream().filter(s -> s[0] > rule.enterAbove()).count();
        int day = load.slices.values().stream().mapToInt(s -> s[0]).sum();
        return new AlarmLoad(
                "load/" + seat.id(),
                load.rev,
                seat.id(),
                seat.name(),
                seat.place(),
                sum(load.tens),
                sum(load.minutes),
                day,
                tenths(day, known),
                load.slices.values().stream().mapToInt(s -> s[0]).max().orElse(0),
                tenths(100 * flooded, known),
                load.flood,
                load.active,
                load.unanswered,
                load.chattering,
                load.stale,
                load.inhibited,
                load.parts,
                load.shelved,
                load.standing,
                byLevel(load),
                top(load, day),
                Instant.ofEpochMilli(now));
    }

    private static Map<Integer, Integer> byLevel(LoadMemory load) {
        Map<Integer, Integer> levels = new TreeMap<>();
        for (int level = Level.RED; level <= Level.BLUE; level++) {
            int at = level;
            int n = load.slices.values().stream().mapToInt(s -> s[at]).sum();
            if (n > 0) {
                levels.put(level, n);
            }
        }
        return levels;
    }

    private static List<AlarmLoad.TopSource> top(LoadMemory load, int day) {
        return load.top.stream()
                .map(
                        source ->
                                new AlarmLoad.TopSource(
                                        source.deviceId(),
                                        source.title(),
                                        source.place(),
                                        source.count(),
                                        tenths(100L * source.count(), day)))
                .toList();
    }

    private static <T> void forget(Map<Long, T> slices, long upTo) {
        slices.keySet().removeIf(each -> each <= upTo);
    }

    private static int sum(Map<Long, Integer> slices) {
        return slices.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static double tenths(long part, long of) {
        return of == 0 ? 0 : Math.round(10.0 * part / of) / 10.0;
    }

    private static long slice(long at) {
        return at / SLICE_MS;
    }
}
