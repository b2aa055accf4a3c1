package org.citywall.gateway.live.view;

import io.lettuce.core.api.sync.RedisCommands;
import org.citywall.contracts.names.RedisKeys;

/** The epoch of the view: Redis' own run id and the time of the rebuild. */
final class ViewEpoch {
    private static final String RUN_ID = "run_id:";

    private ViewEpoch() {}

    /** Which life of Redis this is. */
    static String runId(RedisCommands<String, String> redis) {
        return redis.info("server")
                .lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()).trim())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Redis does not tell its run id"));
    }

    /**
     * The epoch, or empty if the view was not rebuilt since Redis started or was wiped: then it may
     * lack anything.
     */
    static String current(RedisCommands<String, String> redis) {
        String epoch = redis.get(RedisKeys.EPOCH);
        return epoch != null && epoch.startsWith(runId(redis) + ":") ? epoch : "";
    }
}
