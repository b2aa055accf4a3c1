package org.citywall.gateway.coverage;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.citywall.gateway.downlink.DeviceCommandStore;

/** What PostgreSQL knows of coverage: tests, how alarms ended, who answered duty checks. */
public final class CoverageRecord {
    /**
     * An alarm of the period; drills and replays are none. An area incident is none either: it says
     * of the alarms of its buildings that they belong together.
     */
    private static final String ALARMS =
            " FROM alert WHERE domain = 'fire' AND class = 'alarm' AND raised_at >= $1"
                    + " AND kind IS DISTINCT FROM 'area-incident'"
                    + " AND ($2 = '' OR place = $2 OR starts_with(place, $2 || '/'))"
                    + " AND coalesce(body->>'disposition', '') <> 'drill'"
                    + " AND NOT coalesce(body->'tags', '[]'::jsonb) @> '[\"replay\"]'::jsonb";

    private static final String FALSE = " AND body->>'disposition' = 'false-alarm'";

    private final Pool pool;
    private final DeviceCommandStore commands;

    /** Reads through the pool. */
    public CoverageRecord(Pool pool) {
        this.pool = pool;
        this.commands = new DeviceCommandStore(pool);
    }

    /**
     * How the alarms of a period ended.
     *
     * @param alarms raised, without drills and replays
     * @param byCause wire name of the cause to the false alarms that had it
     */
    record Alarms(int alarms, Map<String, Integer> byCause) {
        int falseAlarms() {
            return byCause.values().stream().mapToInt(n -> n).sum();
        }
    }

    /**
     * A building with many false alarms.
     *
     * @param siteId registry id
     * @param count false alarms of the period
     */
    record Repeated(String siteId, int count) {}

    Future<Set<String>> testedSince(Instant since) {
        return pool.preparedQuery("SELECT device_id FROM device_test WHERE tested_at >= $1")
                .execute(Tuple.of(time(since)))
                .map(
                        rows -> {
                            Set<String> ids = new HashSet<>();
                            for (Row row : rows) {
                                ids.add(row.getString(0));
                            }
                            return ids;
                        });
    }

    Future<Alarms> alarmsSince(Instant since, String place) {
        return pool.preparedQuery(
                        "SELECT body->>'disposition' = 'false-alarm',"
                                + " coalesce(body->>'falseAlarmCause', 'unknown'), count(*)::int"
                                + ALARMS
                                + " GROUP BY 1, 2")
                .execute(Tuple.of(time(since), place))
                .map(
                        rows -> {
                            int all = 0;
                            Map<String, Integer> byCause = new TreeMap<>();
                            for (Row row : rows) {
                                all += row.getInteger(2);
                                if (Boolean.TRUE.equals(row.getBoolean(0))) {
                                    byCause.merge(
                                            row.getString(1), row.getInteger(2), Integer::sum);
                                }
                            }
                            return new Alarms(all, byCause);
                        });
    }

    /** Buildings with at least so many false alarms, most first. */
    Future<List<Repeated>> repeatedSince(Instant since, String place, int least) {
        return pool.preparedQuery(
                        "SELECT site_id, count(*)::int"
                                + ALARMS
                                + FALSE
                                + " AND site_id IS NOT NULL GROUP BY 1 HAVING count(*) >= $3"
                                + " ORDER BY 2 DESC, 1 LIMIT 100")
                .execute(Tuple.of(time(since), place, least))
                .map(
                        rows -> {
                            List<Repeated> found = new ArrayList<>();
                            for (Row row : rows) {
                                found.add(new Repeated(row.getString(0), row.getInteger(1)));
                            }
                            return found;
                        });
    }

    Future<DeviceCommandStore.Rate> dutyChecksSince(Instant since, String place) {
        return commands.dutyRate(place, since);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
