package org.citywall.gateway.charger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.kafka.EventLog;
import org.citywall.gateway.profile.ProfileLog;
import org.citywall.gateway.profile.StoredProfile;

/** Versions of the settings of charging sites, with the trail of who made them. */
public final class ChargerProfiles {
    private static final String KIND = "charger-profiles";
    private static final ProfileLog.Kind<ChargerProfile> KIND_OF_LOG =
            new ProfileLog.Kind<>(
                    "charger_profile",
                    Topics.CHARGER_READINGS,
                    EventTypes.CHARGER_PROFILE,
                    "/gateway/chargers",
                    ChargerProfile.class,
                    ChargerProfile::siteId,
                    ChargerProfile::version,
                    ChargerProfile::unset);

    private final Pool pool;
    private final ProfileLog<ChargerProfile> versions;
    private final Audit audit;

    /** Writes to this database and this log. */
    public ChargerProfiles(Pool pool, EventLog log, Clock clock) {
        this.pool = pool;
        this.versions = new ProfileLog<>(pool, log, clock, KIND_OF_LOG);
        this.audit = new Audit(clock);
    }

    /** The versions, to be appended again. */
    public ProfileLog<ChargerProfile> log() {
        return versions;
    }

    /** The newest settings of the site. */
    Future<StoredProfile<ChargerProfile>> current(String siteId) {
        return versions.current(siteId);
    }

    /**
     * Stores the next version and appends it.
     *
     * @param edit makes it out of the newest; a {@link org.citywall.gateway.http.Refusal} says why
     *     there will be none
     */
    Future<StoredProfile<ChargerProfile>> change(
            String siteId, Principal who, UnaryOperator<ChargerProfile> edit) {
        return pool.withTransaction(
                        transaction ->
                                versions.lock(transaction, siteId)
                                        .compose(
                                                before ->
                                                        store(
                                                                transaction,
                                                                before,
                                                                edit.apply(before),
                                                                who)))
                .compose(versions::appended);
    }

    private Future<ChargerProfile> store(
            SqlConnection transaction, ChargerProfile before, ChargerProfile next, Principal who) {
        return versions.insert(transaction, next, who.name())
                .compose(
                        done ->
                                audit.write(
                                        transaction,
                                        who.name(),
                                        "update",
                                        KIND,
                                        next.siteId(),
                                        ProfileLog.json(before),
                                        ProfileLog.json(next)))
                .map(next);
    }
}
