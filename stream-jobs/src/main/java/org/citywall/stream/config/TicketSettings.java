package org.citywall.stream.config;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.config.Setting;
import org.citywall.contracts.config.SettingGroup;
import org.citywall.stream.ticket.TicketPolicy;

/** Variables of {@link TicketOptions}; the reasons are in docs/domain/ticket.md. */
final class TicketSettings {
    private static final TicketPolicy BY_DEFAULT = TicketPolicy.defaults();

    private static final Setting<Duration> ECHO =
            Setting.duration(
                    "CITYWALL_TICKET_ECHO_S",
                    SECONDS,
                    BY_DEFAULT.echo(),
                    0,
                    86400,
                    "The same step told by another system within so long is no second one.");

    private static final Setting<Duration> CATCH_UP =
            Setting.duration(
                    "CITYWALL_TICKET_CATCH_UP_S",
                    SECONDS,
                    BY_DEFAULT.catchUp(),
                    0,
                    3600,
                    "A promise that was over when it was first heard of is called broken only so"
                            + " long after: a system that was away tells first what began and a"
                            + " moment later how it ended.");

    private static final Setting<Duration> RETURN_WITHIN =
            Setting.duration(
                    "CITYWALL_TICKET_RETURN_H",
                    HOURS,
                    BY_DEFAULT.returnWithin(),
                    1,
                    720,
                    "A department may give a ticket back so long after its dispatch.");

    private static final Setting<Integer> CALL_BACKS =
            Setting.whole(
                    "CITYWALL_TICKET_CALLBACKS",
                    "calls",
                    BY_DEFAULT.callBacks(),
                    1,
                    20,
                    "So many call-backs that nobody answered let a ticket be cancelled off.");

    private static final Setting<Integer> URGE_MOST =
            Setting.whole(
                    "CITYWALL_TICKET_URGE_MOST",
                    "urges",
                    BY_DEFAULT.urgeMost(),
                    0,
                    1000,
                    "Most urges of one broken promise.");

    private static final Setting<Integer> SUPERVISE_LEVEL =
            Setting.whole(
                    "CITYWALL_TICKET_SUPERVISE_LEVEL",
                    "level",
                    BY_DEFAULT.superviseLevel(),
                    1,
                    4,
                    "A broken promise whose alert is at least so grave is supervised by rule.");

    private static final Setting<Integer> SUPERVISED_LEVEL =
            Setting.whole(
                    "CITYWALL_TICKET_SUPERVISED_LEVEL",
                    "level",
                    BY_DEFAULT.supervisedLevel(),
                    1,
                    4,
                    "Level of the alert of a supervised ticket.");

    private static final Setting<Integer> TIER_2 =
            Setting.whole(
                    "CITYWALL_TICKET_TIER2_PCT",
                    "percent",
                    BY_DEFAULT.tier2Share(),
                    101,
                    999,
                    "Share of a promise's time at which its ticket goes up to the grid (L2).");

    private static final Setting<Integer> TIER_3 =
            Setting.whole(
                    "CITYWALL_TICKET_TIER3_PCT",
                    "percent",
                    BY_DEFAULT.tier3Share(),
                    102,
                    1000,
                    "The same up to the working committee (L3).");

    private static final Setting<Duration> FUTURE =
            Setting.duration(
                    "CITYWALL_TICKET_FUTURE_S",
                    SECONDS,
                    BY_DEFAULT.future(),
                    0,
                    3600,
                    "A step may have happened so long after it was received, by its own clock.");

    private static final Setting<Duration> FORGET =
            Setting.duration(
                    "CITYWALL_TICKET_FORGET_H",
                    HOURS,
                    BY_DEFAULT.forget(),
                    1,
                    8760,
                    "The job forgets a case so long after its end; the record keeps it.");

    private static final Setting<Integer> MAX_SEEN =
            Setting.whole(
                    "CITYWALL_TICKET_MAX_SEEN_IDS",
                    "ids",
                    BY_DEFAULT.maxSeen(),
                    20,
                    10000,
                    "Most ids of events that are remembered of one case.");

    private static final Setting<String> BACKEND =
            Setting.text(
                    "CITYWALL_TICKET_BACKEND",
                    "hashmap",
                    "Where the state of the tickets job lies: hashmap (the heap; about 1.5 GiB for a"
                            + " million open tickets) or rocksdb (on disk beside the checkpoints;"
                            + " half as fast, docs/adr/0007).");

    private static final Setting<Integer> ROCKS_MB =
            Setting.whole(
                    "CITYWALL_TICKET_ROCKSDB_MB",
                    "MiB",
                    128,
                    32,
                    65536,
                    "Memory of RocksDB per slot, outside the heap: write buffers and cache.");

    private static final Setting<Integer> RULES_SLICE =
            Setting.whole(
                    "CITYWALL_TICKET_RULES_SLICE",
                    "cases",
                    2000,
                    1,
                    100000,
                    "After a new version of the rules so many cases are counted anew per step of"
                            + " time, 20 ms at least.");

    static final SettingGroup GROUP =
            new SettingGroup(
                    "Ticket rules",
                    List.of(
                            ECHO,
                            CATCH_UP,
                            RETURN_WITHIN,
                            CALL_BACKS,
                            URGE_MOST,
                            SUPERVISE_LEVEL,
                            SUPERVISED_LEVEL,
                            TIER_2,
                            TIER_3,
                            FUTURE,
                            FORGET,
                            MAX_SEEN,
                            BACKEND,
                            ROCKS_MB,
                            RULES_SLICE));

    private TicketSettings() {}

    static TicketOptions options(Map<String, String> env) {
        TicketPolicy policy =
                new TicketPolicy(
                        ECHO.in(env),
                        CATCH_UP.in(env),
                        RETURN_WITHIN.in(env),
                        CALL_BACKS.in(env),
                        URGE_MOST.in(env),
                        SUPERVISE_LEVEL.in(env),
                        SUPERVISED_LEVEL.in(env),
                        TIER_2.in(env),
                        TIER_3.in(env),
                        FUTURE.in(env),
                        FORGET.in(env),
                        MAX_SEEN.in(env));
        if (policy.tier2Share() >= policy.tier3Share()) {
            throw new IllegalArgumentException(
                    "CITYWALL_TICKET_TIER2_PCT must be less than CITYWALL_TICKET_TIER3_PCT: %d >= %d"
                            .formatted(policy.tier2Share(), policy.tier3Share()));
        }
        String backend = BACKEND.in(env);
        if (!backend.equals("rocksdb") && !backend.equals("hashmap")) {
            throw new IllegalArgumentException(
                    "CITYWALL_TICKET_BACKEND must be rocksdb or hashmap: " + backend);
        }
        return new TicketOptions(policy, backend, ROCKS_MB.in(env), RULES_SLICE.in(env));
    }
}
