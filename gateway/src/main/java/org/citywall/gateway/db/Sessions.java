package org.citywall.gateway.db;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What every session of a gateway asks of PostgreSQL: nobody waits without end, and what a gateway
 * holds that is gone without a word, as when its machine lost its network, is free again soon.
 */
public final class Sessions {
    /** A lock is waited for half as long as a statement may take at all. */
    private static final int LOCK_SHARE = 2;

    /** Silence after which PostgreSQL asks whether we are there, and how often, in seconds. */
    private static final int ASK_AFTER_S = 10;

    private static final int ASK_EACH_S = 5;
    private static final int ASK_TIMES = 3;

    private Sessions() {}

    /**
     * Settings of a session, by their names in PostgreSQL.
     *
     * @param longest no statement takes longer, and no transaction stands still for longer
     */
    public static Map<String, String> limits(Duration longest) {
        Map<String, String> limits = new TreeMap<>();
        limits.put("statement_timeout", Long.toString(longest.toMillis()));
        limits.put("lock_timeout", Long.toString(longest.toMillis() / LOCK_SHARE));
        limits.put("idle_in_transaction_session_timeout", Long.toString(longest.toMillis()));
        limits.put("tcp_keepalives_idle", Integer.toString(ASK_AFTER_S));
        limits.put("tcp_keepalives_interval", Integer.toString(ASK_EACH_S));
        limits.put("tcp_keepalives_count", Integer.toString(ASK_TIMES));
        return limits;
    }

    /** The same as JDBC's {@code options}. */
    public static String options(Duration longest) {
        return limits(longest).entrySet().stream()
                .map(each -> "-c " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
    }
}
