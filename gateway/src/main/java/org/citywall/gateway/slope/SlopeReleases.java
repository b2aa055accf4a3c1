package org.citywall.gateway.slope;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.kafka.EventLog;

/**
 * Releases of levels: written down first with who asked for it, then appended among the readings of
 * the slope. One that Kafka does not take now is not appended later: what it was said of may have
 * changed by then.
 */
public final class SlopeReleases {
    private static final String KIND = "slope-releases";
    private static final String SOURCE = "/gateway/slopes";

    private final Pool pool;
    private final EventLog log;
    private final Audit audit;

    /** Writes to this database and this log. */
    public SlopeReleases(Pool pool, EventLog log, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.audit = new Audit(clock);
    }

    /** Completes when the release is on the log; 503 if it is not. */
    Future<SlopeRelease> release(SlopeRelease release, Principal who) {
        return pool.withTransaction(
                        transaction ->
                                audit.write(
                                        transaction,
                                        who.name(),
                                        "release",
                                        KIND,
                                        release.siteId(),
                                        null,
                                        new JsonObject(Json.string(release))))
                .compose(written -> append(release))
                .map(release);
    }

    private Future<Void> append(SlopeRelease release) {
        return log.append(
                        new EventLog.Entry(
                                Topics.SLOPE_READINGS,
                                null,
                                release.siteId(),
                                EventTypes.SLOPE_RELEASE,
                                release.id(),
                                SOURCE,
                                Json.bytes(release),
                                Map.of()))
                .recover(
                        error ->
                                Future.failedFuture(
                                        new Refusal(
                                                Problem.of(
                                                        503,
                                                        "unavailable",
                                                        "the release did not take effect; look"
                                                                + " and ask again"))));
    }
}
