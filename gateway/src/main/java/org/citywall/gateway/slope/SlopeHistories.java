package org.citywall.gateway.slope;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.Json;
import org.citywall.contracts.slope.HistoryPoint;
import org.citywall.contracts.slope.HistoryStep;
import org.citywall.contracts.slope.InstrumentHistory;
import org.citywall.contracts.slope.LevelChange;
import org.citywall.contracts.slope.SlopeHistory;
import org.citywall.contracts.slope.SlopeInstrument;
import org.citywall.contracts.slope.SlopeQuality;
import org.citywall.contracts.slope.SlopeStepPoint;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Reads the long record of slopes. */
public final class SlopeHistories {
    /** 20 instruments for a quarter of hours are 44,000. */
    private static final int MOST_POINTS = 100_000;

    private static final int MOST_CHANGES = 5_000;
    private static final String NEWEST_RUN =
            "SELECT run FROM slope_hour WHERE site_id = $1 AND run <> ''"
                    + " ORDER BY told_at DESC LIMIT 1";

    private static final String OF_INSTRUMENTS =
            " FROM slope_instrument_hour WHERE site_id = $1 AND run = $2 AND hour >= $3"
                    + " AND hour < $4 AND ($5 = '' OR station_id = $5)"
                    + " AND ($6 = '' OR channel = $6)";
    private static final String INSTRUMENT_HOURS =
            "SELECT station_id, channel, instrument, hour AS at, displacement, rate, sigma, angle,"
                    + " level, quality, readings"
                    + OF_INSTRUMENTS
                    + " ORDER BY hour LIMIT "
                    + (MOST_POINTS + 1);
    private static final String INSTRUMENT_DAYS =
            """
            SELECT station_id, channel, max(instrument) AS instrument,
                date_trunc('day', hour, 'Asia/Shanghai') AS at,
                avg(displacement)::real AS displacement,
                max(rate) AS rate,
                (array_agg(sigma ORDER BY rate DESC NULLS LAST))[1] AS sigma,
                max(angle) AS angle,
                min(level) AS level,
                mode() WITHIN GROUP (ORDER BY quality)
                    FILTER (WHERE quality NOT IN ('ok', 'late')) AS quality,
                sum(readings)::integer AS readings
            """
                    + OF_INSTRUMENTS
                    + " GROUP BY station_id, channel, date_trunc('day', hour, 'Asia/Shanghai')"
                    + " ORDER BY at LIMIT "
                    + (MOST_POINTS + 1);

    private static final String OF_SLOPE =
            " FROM slope_hour WHERE site_id = $1 AND run = $2 AND hour >= $3 AND hour < $4";
    private static final String SLOPE_HOURS =
            "SELECT hour AS at, rain, level" + OF_SLOPE + " ORDER BY hour";
    private static final String SLOPE_DAYS =
            "SELECT date_trunc('day', hour, 'Asia/Shanghai') AS at, sum(rain)::real AS rain,"
                    + " min(level) AS level"
                    + OF_SLOPE
                    + " GROUP BY 1 ORDER BY 1";

    /** With the one before, so that the level at the beginning is known. */
    private static final String CHANGES =
            """
            SELECT at, level, support, reasons::text AS reasons FROM slope_level_change
            WHERE site_id = $1 AND run = $2 AND at < $4 AND at >= coalesce(
                (SELECT max(at) FROM slope_level_change
                    WHERE site_id = $1 AND run = $2 AND at <= $3), $3)
            ORDER BY at DESC LIMIT
            """
                    + MOST_CHANGES;

    private final Pool pool;

    /** Reads through the pool. */
    public SlopeHistories(Pool pool) {
        this.pool = pool;
    }

    /** What is asked for, as far as it is recorded. */
    Future<SlopeHistory> read(String siteId, HistoryAsked asked) {
        if (!asked.isReplay()) {
            return read(siteId, "", asked);
        }
        return pool.preparedQuery(NEWEST_RUN)
                .execute(Tuple.of(siteId))
                .compose(
                        rows ->
                                rows.size() == 0
                                        ? Future.failedFuture(noRun())
                                        : read(siteId, rows.iterator().next().getString(0), asked));
    }

    private Future<SlopeHistory> read(String siteId, String run, HistoryAsked asked) {
        boolean days = asked.step() == HistoryStep.DAY;
        Tuple slope = Tuple.of(siteId, run, utc(asked.from()), utc(asked.to()));
        Tuple instruments =
                Tuple.of(
                        siteId,
                        run,
                        utc(asked.from()),
                        utc(asked.to()),
                        asked.stationId(),
                        asked.channel());
        Future<List<InstrumentHistory>> points =
                pool.preparedQuery(days ? INSTRUMENT_DAYS : INSTRUMENT_HOURS)
                        .execute(instruments)
                        .map(SlopeHistories::instruments);
        Future<List<SlopeStepPoint>> steps =
                pool.preparedQuery(days ? SLOPE_DAYS : SLOPE_HOURS)
                        .execute(slope)
                        .map(SlopeHistories::steps);
        Future<List<LevelChange>> changes =
                pool.preparedQuery(CHANGES).execute(slope).map(SlopeHistories::changes);
        return Future.all(points, steps, changes)
                .map(
                        all ->
                                new SlopeHistory(
                                        siteId,
                                        run.isEmpty() ? null : run,
                                        asked.from(),
                                        asked.to(),
                                        asked.step(),
                                        points.result(),
                                        steps.result(),
                                        changes.result()));
    }

    private static List<InstrumentHistory> instruments(RowSet<Row> rows) {
        if (rows.size() > MOST_POINTS) {
            throw new Refusal(
                    Problem.ofField(
                            400,
                            "too-many",
                            "from",
                            "there are more than %d points: ask for less time, or one stationId"
                                    .formatted(MOST_POINTS)));
        }
        Map<String, InstrumentHistory> found = new TreeMap<>();
        for (Row row : rows) {
            String station = row.getString("station_id");
            String channel = row.getString("channel");
            found.computeIfAbsent(
                            station + "/" + channel,
                            key ->
                                    new InstrumentHistory(
                                            station,
                                            channel,
                                            named(row, "instrument", SlopeInstrument.class),
                                            new ArrayList<>()))
                    .points()
                    .add(point(row));
        }
        return List.copyOf(found.values());
    }

    private static HistoryPoint point(Row row) {
        SlopeQuality quality = named(row, "quality", SlopeQuality.class);
        return new HistoryPoint(
                at(row),
                row.getDouble("displacement"),
                row.getDouble("rate"),
                row.getDouble("sigma"),
                row.getDouble("angle"),
                row.getInteger("level"),
                quality == null ? SlopeQuality.OK : quality,
                row.getInteger("readings"));
    }

    private static List<SlopeStepPoint> steps(RowSet<Row> rows) {
        List<SlopeStepPoint> steps = new ArrayList<>(rows.size());
        for (Row row : rows) {
            steps.add(new SlopeStepPoint(at(row), row.getDouble("rain"), row.getInteger("level")));
        }
        return steps;
    }

    private static List<LevelChange> changes(RowSet<Row> rows) {
        List<LevelChange> changes = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<String> reasons = List.of(Json.read(row.getString("reasons"), String[].class));
            changes.add(
                    0,
                    new LevelChange(
                            at(row),
                            row.getInteger("level"),
                            named(row, "support", SlopeSupport.class),
                            reasons));
        }
        return changes;
    }

    private static Instant at(Row row) {
        return row.getOffsetDateTime("at").toInstant();
    }

    private static <E> E named(Row row, String column, Class<E> type) {
        return Json.mapper().convertValue(row.getString(column), type);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Refusal noRun() {
        return new Refusal(
                Problem.of(404, "unknown-run", "no recording of this slope is on record"));
    }
}
