package org.citywall.stream.alert.across;

import java.util.Map;
import java.util.function.Consumer;
import org.citywall.contracts.Nullable;

/**
 * Where causes and targets of a rule meet. A target costs the same however many there are; only the
 * first cause and the end of the one that stands are told to all targets.
 */
public final class InhibitMeeting {
    private InhibitMeeting() {}

    /**
     * What is known of one meeting: too many targets for one value, so whoever runs the rule keeps
     * them one by one. It fails as the store behind it does.
     */
    public interface Memory {
        /** Cause → since when, in milliseconds. */
        Iterable<Map.Entry<String, Long>> causes() throws Exception;

        /** A cause began. */
        void putCause(String alertId, long since) throws Exception;

        /** A cause is over. */
        void removeCause(String alertId) throws Exception;

        /** All targets. */
        Iterable<String> targets() throws Exception;

        /** A target came. */
        void putTarget(String alertId) throws Exception;

        /** A target left. */
        void removeTarget(String alertId) throws Exception;

        /** The cause that stands; it stays while it lasts, so that targets do not go to and fro. */
        @Nullable
        String stands() throws Exception;

        /** Another cause stands; null: none. */
        void stands(@Nullable String alertId) throws Exception;
    }

    /** Somebody takes or leaves a part; the verdicts on targets that follow. */
    public static void apply(Memory memory, InhibitNews news, Consumer<InhibitVerdict> out)
            throws Exception {
        if (news.link().cause()) {
            cause(memory, news, out);
        } else {
            target(memory, news, out);
        }
    }

    private static void cause(Memory memory, InhibitNews news, Consumer<InhibitVerdict> out)
            throws Exception {
        String before = memory.stands();
        if (news.joined()) {
            memory.putCause(news.alertId(), news.at());
            if (before != null) {
                return;
            }
        } else {
            memory.removeCause(news.alertId());
            if (!news.alertId().equals(before)) {
                return;
            }
        }
        String after = eldest(memory);
        memory.stands(after);
        for (String target : memory.targets()) {
            out.accept(verdict(target, after, true, news));
        }
    }

    private static void target(Memory memory, InhibitNews news, Consumer<InhibitVerdict> out)
            throws Exception {
        String by = memory.stands();
        if (news.joined()) {
            memory.putTarget(news.alertId());
        } else {
            memory.removeTarget(news.alertId());
        }
        if (by != null) {
            out.accept(verdict(news.alertId(), news.joined() ? by : null, news.open(), news));
        }
    }

    private static InhibitVerdict verdict(
            String target, String by, boolean open, InhibitNews news) {
        return new InhibitVerdict(
                target,
                news.link().rule(),
                by == null ? "" : by,
                news.link().reason(),
                open,
                news.at());
    }

    /** The cause that began first; null: there is none. */
    private static String eldest(Memory memory) throws Exception {
        String eldest = null;
        long since = Long.MAX_VALUE;
        for (Map.Entry<String, Long> each : memory.causes()) {
            boolean same = each.getValue() == since;
            if (each.getValue() < since || (same && each.getKey().compareTo(eldest) < 0)) {
                eldest = each.getKey();
                since = each.getValue();
            }
        }
        return eldest;
    }
}
