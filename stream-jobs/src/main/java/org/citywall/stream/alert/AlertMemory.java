package org.citywall.stream.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What aggregation remembers of one alert besides what everybody sees. Bounded by the number of
 * sources that an alert lists.
 *
 * @param cycle how often the alert began anew; each page is sent once per cycle
 * @param next step of the escalation that is arranged; null: none
 * @param accept clock of whom somebody dispatched; null: none
 * @param named who was dispatched and is under way; null: nobody
 * @param sources source → what delays and chattering need of it; only for those that need it
 * @param closeAfterS quiet time of the group's rule; null: the job's setting
 * @param closeFrom from when that counts; null: from the clear
 * @param standing the announcement that holds now; null: none
 * @param timers deadlines that nobody needs to see, by name
 * @param judgedBy version of the rules that said last what is announced; null: not known
 * @param weighedAt when it was decided last whether another alert explains it; null: never
 */
public record AlertMemory(
        int cycle,
        NextStep next,
        AcceptClock accept,
        String named,
        Map<String, SourceNote> sources,
        Long closeAfterS,
        Instant closeFrom,
        StandingMark standing,
        Map<String, Instant> timers,
        Long judgedBy,
        Instant weighedAt) {
    /** Of an alert about which nothing is remembered. */
    static final AlertMemory NONE =
            new AlertMemory(0, null, null, null, Map.of(), null, null, null, Map.of(), null, null);

    /** What was not remembered is not there. */
    public AlertMemory {
        sources = sources == null ? Map.of() : sources;
        timers = timers == null ? Map.of() : timers;
    }

    /** The same with this deadline. */
    AlertMemory due(String timer, Instant at) {
        Map<String, Instant> more = new HashMap<>(timers);
        more.put(timer, at);
        return new AlertMemory(
                cycle,
                next,
                accept,
                named,
                sources,
                closeAfterS,
                closeFrom,
                standing,
                Map.copyOf(more),
                judgedBy,
                weighedAt);
    }

    /**
     * An arranged step of the escalation.
     *
     * @param step its number, from 0
     * @param level level of the alert when it was arranged
     * @param afterS seconds since the alert was unanswered
     * @param post who is told; null: whom the job's settings name
     */
    public record NextStep(int step, int level, long afterS, String post) {}

    /**
     * Somebody was dispatched and must accept.
     *
     * @param to who
     * @param withinS within so many seconds
     * @param dueAt that is by then
     * @param post who is told otherwise
     */
    public record AcceptClock(String to, long withinS, Instant dueAt, String post) {}

    /**
     * What is remembered of a source.
     *
     * @param level level of its newest raise
     * @param number what its evidence said when it was raised; null: nothing that counts
     * @param raises when it was raised again after a clear, the newest
     * @param changedAt when it came or went last
     * @param chattering whether it only makes noise
     */
    public record SourceNote(
            int level,
            Double number,
            List<Instant> raises,
            Instant changedAt,
            boolean chattering) {}

    /**
     * An announcement that holds.
     *
     * @param drill whether it is a drill
     * @param tag what it put on the alert; null: that was there before
     */
    public record StandingMark(boolean drill, String tag) {}
}
