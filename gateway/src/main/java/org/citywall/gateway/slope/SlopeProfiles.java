package org.citywall.gateway.slope;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;

/**
 * Versions of the settings of slopes. A version is written down first, with who made it, then
 * appended among the readings of its slope; what Kafka did not take is appended later by {@link
 * ProfileSweep}. An older version that comes late has no effect on the stream.
 */
public final class SlopeProfiles {
    /** Who stands for what no person set. */
    static final String SOFTWARE = "software";

    private static final String KIND = "slope-profiles";
    private static final String SOURCE = "/gateway/slopes";
    private static final String NEWEST =
            "SELECT profile, recorded FROM slope_profile WHERE site_id = $1"
                    + " ORDER BY version DESC LIMIT 1";
    private static final String NEWEST_OF_ALL =
            "SELECT DISTINCT ON (site_id) profile, recorded, appended_at FROM slope_profile"
                    + " ORDER BY site_id, version DESC";
    private static final String RATES =
            "SELECT rate FROM slope_profile, jsonb_array_elements(profile -> 'rates') AS rate"
                    + " WHERE site_id = $1 GROUP BY rate ORDER BY min(version)";
    private static final String RECORDED =
            "UPDATE slope_profile SET recorded = true, appended_at = $3"
                    + " WHERE site_id = $1 AND version <= $2";

    /** Whoever changes the row appends it, so that of all gateways one does. */
    private static final String CLAIM =
            "UPDATE slope_profile SET appended_at = $3 WHERE site_id = $1 AND version = $2"
                    + " AND (appended_at IS NULL OR appended_at < $4)";

    /** The log keeps a week; a stream with an empty memory must find the settings in it. */
    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    private final Pool pool;
    private final EventLog log;
    private final Clock clock;
    private final Audit audit;

    /** Makes the next version out of the newest one. */
    @FunctionalInterface
    interface Edit {
        /** A {@link Refusal} says why there will be none; {@code before} itself: none is needed. */
        SlopeProfile next(SlopeProfile before, PastRates past);
    }

    private record Edited(SlopeProfile before, SlopeProfile next) {
        boolean isNone() {
            return next.version() == before.version();
        }
    }

    /** Writes to this database and this log. */
    public SlopeProfiles(Pool pool, EventLog log, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** The newest settings of the slope. */
    Future<StoredProfile> current(String siteId) {
        return newest(pool, siteId);
    }

    /**
     * Stores the next version and appends it.
     *
     * @param action what the audit calls it
     */
    Future<StoredProfile> change(String siteId, Principal who, String action, Edit edit) {
        return pool.withTransaction(
                        transaction ->
                                lock(transaction, siteId)
                                        .compose(before -> edited(transaction, before, edit))
                                        .compose(
                                                made ->
                                                        checkResponsible(transaction, made.next())
                                                                .map(made))
                                        .compose(
                                                made ->
                                                        store(
                                                                transaction,
                                                                made,
                                                                who.name(),
                                                                action)))
                .compose(this::appended);
    }

    /**
     * Stores the software's first estimates of those series that have no rate, by a version that is
     * nobody's. One that was ever stored counts, not the given one.
     *
     * @return the newest settings then
     */
    Future<SlopeProfile> keepFirst(String siteId, List<ReferenceRate> found) {
        return pool.withTransaction(
                        transaction ->
                                lock(transaction, siteId)
                                        .compose(
                                                before ->
                                                        edited(
                                                                transaction,
                                                                before,
                                                                (is, past) ->
                                                                        withFirst(is, past, found)))
                                        .compose(
                                                made ->
                                                        made.isNone()
                                                                ? Future.succeededFuture(made)
                                                                : store(
                                                                                transaction,
                                                                                made,
                                                                                SOFTWARE,
                                                                                "first-rate")
                                                                        .map(made)))
                .compose(
                        made ->
                                made.isNone()
                                        ? Future.succeededFuture(made.next())
                                        : appended(made.next()).map(StoredProfile::profile));
    }

    private static SlopeProfile withFirst(
            SlopeProfile before, PastRates past, List<ReferenceRate> found) {
        PastRates named = past.with(before.aliases());
        List<ReferenceRate> first =
                found.stream().map(rate -> named.first(rate).orElse(rate)).toList();
        List<ReferenceRate> rates = named.withFirst(before.rates(), first);
        if (rates.size() == before.rates().size()) {
            return before;
        }
        return new SlopeProfile(
                before.siteId(),
                before.version() + 1,
                before.name(),
                rates,
                before.limits(),
                before.aliases(),
                before.channels(),
                before.verdicts(),
                before.responsible(),
                before.approvedBy(),
                before.at(),
                before.limitsBy());
    }

    private Future<StoredProfile> appended(SlopeProfile stored) {
        return append(stored)
                .map(new StoredProfile(stored, true))
                .otherwise(new StoredProfile(stored, false));
    }

    /**
     * Appends the newest version of every slope, or only of those of which Kafka has none, and
     * those whose last append is a day ago and which no other gateway takes.
     */
    Future<Integer> appendAgain(boolean all) {
        return pool.query(NEWEST_OF_ALL)
                .execute()
                .compose(
                        rows -> {
                            List<Future<Integer>> appended = new ArrayList<>();
                            for (Row row : rows) {
                                SlopeProfile newest = profile(row);
                                boolean now = all || !row.getBoolean("recorded");
                                Future<Boolean> mine =
                                        now
                                                ? Future.succeededFuture(true)
                                                : claim(
                                                        newest,
                                                        row.getOffsetDateTime("appended_at"));
                                appended.add(
                                        mine.compose(
                                                is ->
                                                        is
                                                                ? append(newest).map(1)
                                                                : Future.succeededFuture(0)));
                            }
                            return Future.all(appended)
                                    .map(
                                            done ->
                                                    done.<Integer>list().stream()
                                                            .mapToInt(Integer::intValue)
                                                            .sum());
                        });
    }

    private Future<Boolean> claim(SlopeProfile profile, OffsetDateTime appendedAt) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime due = now.minus(AGAIN_AFTER);
        if (appendedAt != null && !appendedAt.isBefore(due)) {
            return Future.succeededFuture(false);
        }
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(profile.siteId(), profile.version(), now, due))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Future<StoredProfile> newest(SqlClient client, String siteId) {
        return client.preparedQuery(NEWEST)
                .execute(Tuple.of(siteId))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                return new StoredProfile(SlopeProfile.unset(siteId), true);
                            }
                            Row row = rows.iterator().next();
                            return new StoredProfile(profile(row), row.getBoolean("recorded"));
                        });
    }

    /** The newest version; two who edit at once must not both build upon the same. */
    private static Future<SlopeProfile> lock(SqlConnection transaction, String siteId) {
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtext($1))")
                .execute(Tuple.of("slope_profile/" + siteId))
                .compose(locked -> newest(transaction, siteId))
                .map(StoredProfile::profile);
    }

    private static Future<Edited> edited(
            SqlConnection transaction, SlopeProfile before, Edit edit) {
        return transaction
                .preparedQuery(RATES)
                .execute(Tuple.of(before.siteId()))
                .map(
                        rows -> {
                            List<ReferenceRate> rates = new ArrayList<>();
                            for (Row row : rows) {
                                rates.add(
                                        Json.read(
                                                row.getJsonObject("rate").encode(),
                                                ReferenceRate.class));
                            }
                            PastRates past = new PastRates(rates, before.aliases());
                            return new Edited(before, edit.next(before, past));
                        });
    }

    private Future<SlopeProfile> store(
            SqlConnection transaction, Edited made, String account, String action) {
        return insert(transaction, made.next(), account)
                .compose(
                        done ->
                                audit.write(
                                        transaction,
                                        account,
                                        action,
                                        KIND,
                                        made.next().siteId(),
                                        json(made.before()),
                                        json(made.next())))
                .map(made.next());
    }

    private static Future<Void> checkResponsible(SqlConnection transaction, SlopeProfile profile) {
        if (profile.responsible() == null) {
            return Future.succeededFuture();
        }
        return transaction
                .preparedQuery("SELECT 1 FROM account WHERE username = $1")
                .execute(Tuple.of(profile.responsible()))
                .compose(
                        rows ->
                                rows.size() > 0
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(
                                                new Refusal(
                                                        Problem.ofField(
                                                                400,
                                                                "bad field",
                                                                "/responsible",
                                                                "is no account"))));
    }

    private Future<Void> insert(SqlConnection transaction, SlopeProfile profile, String account) {
        return transaction
                .preparedQuery(
                        "INSERT INTO slope_profile (site_id, version, profile, created_by,"
                                + " created_at) VALUES ($1, $2, $3, $4, $5)")
                .execute(
                        Tuple.of(
                                profile.siteId(),
                                profile.version(),
                                json(profile),
                                account,
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private Future<Void> append(SlopeProfile profile) {
        return log.append(
                        new EventLog.Entry(
                                Topics.SLOPE_READINGS,
                                null,
                                profile.siteId(),
                                EventTypes.SLOPE_PROFILE,
                                profile.siteId() + ":" + profile.version(),
                                SOURCE,
                                Json.bytes(profile),
                                Map.of()))
                .compose(
                        done ->
                                pool.preparedQuery(RECORDED)
                                        .execute(
                                                Tuple.of(
                                                        profile.siteId(),
                                                        profile.version(),
                                                        clock.instant().atOffset(ZoneOffset.UTC))))
                .recover(error -> giveBack(profile).compose(done -> Future.failedFuture(error)))
                .mapEmpty();
    }

    /** What Kafka did not take is due at once, for any gateway. */
    private Future<Void> giveBack(SlopeProfile profile) {
        return pool.preparedQuery(
                        "UPDATE slope_profile SET appended_at = NULL"
                                + " WHERE site_id = $1 AND version = $2")
                .execute(Tuple.of(profile.siteId(), profile.version()))
                .mapEmpty();
    }

    private static SlopeProfile profile(Row row) {
        return Json.read(row.getJsonObject("profile").encode(), SlopeProfile.class);
    }

    private static JsonObject json(SlopeProfile profile) {
        return new JsonObject(Json.string(profile));
    }
}
