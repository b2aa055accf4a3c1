package org.citywall.gateway.slope;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
import org.citywall.gateway.profile.ProfileLog;
import org.citywall.gateway.profile.StoredProfile;

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
    private static final String RATES =
            "SELECT rate FROM slope_profile, jsonb_array_elements(profile -> 'rates') AS rate"
                    + " WHERE site_id = $1 GROUP BY rate ORDER BY min(version)";
    private static final ProfileLog.Kind<SlopeProfile> KIND_OF_LOG =
            new ProfileLog.Kind<>(
                    "slope_profile",
                    Topics.SLOPE_READINGS,
                    EventTypes.SLOPE_PROFILE,
                    SOURCE,
                    SlopeProfile.class,
                    SlopeProfile::siteId,
                    SlopeProfile::version,
                    SlopeProfile::unset);

    private final Pool pool;
    private final ProfileLog<SlopeProfile> versions;
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
        this.versions = new ProfileLog<>(pool, log, clock, KIND_OF_LOG);
        this.audit = new Audit(clock);
    }

    /** The newest settings of the slope. */
    Future<StoredProfile<SlopeProfile>> current(String siteId) {
        return versions.current(siteId);
    }

    /**
     * Stores the next version and appends it.
     *
     * @param action what the audit calls it
     */
    Future<StoredProfile<SlopeProfile>> change(
            String siteId, Principal who, String action, Edit edit) {
        return pool.withTransaction(
                        transaction ->
                                versions.lock(transaction, siteId)
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
                .compose(versions::appended);
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
                                versions.lock(transaction, siteId)
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
                                        : versions.appended(made.next())
                                                .map(StoredProfile::profile));
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

    /** Appends them again, see {@link ProfileLog#appendAgain}. */
    Future<Integer> appendAgain(boolean all) {
        return versions.appendAgain(all);
    }

    /** The versions, to be appended again. */
    public ProfileLog<SlopeProfile> log() {
        return versions;
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
        return versions.insert(transaction, made.next(), account)
                .compose(
                        done ->
                                audit.write(
                                        transaction,
                                        account,
                                        action,
                                        KIND,
                                        made.next().siteId(),
                                        ProfileLog.json(made.before()),
                                        ProfileLog.json(made.next())))
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
}
