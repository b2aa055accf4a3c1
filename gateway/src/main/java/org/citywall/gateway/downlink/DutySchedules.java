package org.citywall.gateway.downlink;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** The schedules of duty checks in PostgreSQL; every edit is audited. */
final class DutySchedules {
    private static final String KIND = "duty-schedules";
    private static final String SELECT =
            "SELECT *, (SELECT max(due_at) FROM duty_run WHERE schedule_id = id AND NOT missed)"
                    + " AS last_at FROM duty_schedule";
    private static final String INSERT =
            "INSERT INTO duty_schedule (id, name, times, spread_minutes, timeout_minutes, place,"
                    + " enabled, enabled_since, created_by, created_at)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    private static final String ENABLE =
            "UPDATE duty_schedule SET enabled = $2,"
                    + " enabled_since = CASE WHEN enabled THEN enabled_since ELSE $3 END"
                    + " WHERE id = $1";

    private final Pool pool;
    private final Clock clock;
    private final int maxSchedules;
    private final Audit audit;

    /**
     * One of the list.
     *
     * @param lastAt due time of the newest run; null: there was none
     */
    record Listed(DutySchedule schedule, Instant lastAt) {}

    DutySchedules(Pool pool, Clock clock, int maxSchedules) {
        this.pool = pool;
        this.clock = clock;
        this.maxSchedules = maxSchedules;
        this.audit = new Audit(clock);
    }

    /** All, oldest first. */
    Future<List<Listed>> list() {
        return pool.query(SELECT + " ORDER BY created_at, id")
                .execute()
                .map(
                        rows -> {
                            List<Listed> all = new ArrayList<>();
                            rows.forEach(row -> all.add(listed(row)));
                            return all;
                        });
    }

    /** Adds it; refuses with 409 if there are too many. */
    Future<Listed> create(DutySchedule schedule, Principal who) {
        return pool.withTransaction(
                        transaction ->
                                room(transaction)
                                        .compose(room -> insert(transaction, schedule))
                                        .compose(
                                                done ->
                                                        trail(
                                                                transaction,
                                                                who,
                                                                "create",
                                                                schedule)))
                .map(new Listed(schedule, null));
    }

    /** Lets it run or not; empty if there is no such schedule. */
    Future<Optional<Listed>> enable(UUID id, boolean enabled, Principal who) {
        return edit(
                id,
                who,
                enabled ? "enable" : "disable",
                transaction ->
                        transaction
                                .preparedQuery(ENABLE)
                                .execute(Tuple.of(id, enabled, utc(clock.instant())))
                                .mapEmpty());
    }

    /** Removes it with its runs; the checks that it ordered stay. Empty if there is none. */
    Future<Optional<Listed>> delete(UUID id, Principal who) {
        return edit(
                id,
                who,
                "delete",
                transaction ->
                        transaction
                                .preparedQuery("DELETE FROM duty_schedule WHERE id = $1")
                                .execute(Tuple.of(id))
                                .mapEmpty());
    }

    private interface Edit {
        Future<Void> in(SqlConnection transaction);
    }

    /** Edits it; answers it as it then is, or as it was before its removal. */
    private Future<Optional<Listed>> edit(UUID id, Principal who, String action, Edit edit) {
        return pool.withTransaction(
                transaction ->
                        find(transaction, id)
                                .compose(
                                        before ->
                                                before.isEmpty()
                                                        ? Future.succeededFuture(before)
                                                        : edit(
                                                                transaction,
                                                                before.get(),
                                                                who,
                                                                action,
                                                                edit)));
    }

    private Future<Optional<Listed>> edit(
            SqlConnection transaction, Listed before, Principal who, String action, Edit edit) {
        DutySchedule schedule = before.schedule();
        if (!who.sees(schedule.place())) {
            return Future.failedFuture(
                    new Refusal(
                            Problem.of(
                                    403, "forbidden", "the schedule lies outside of your place")));
        }
        return edit.in(transaction)
                .compose(done -> trail(transaction, who, action, schedule))
                .compose(done -> find(transaction, schedule.id()))
                .map(after -> Optional.of(after.orElse(before)));
    }

    private static Future<Optional<Listed>> find(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery(SELECT + " WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(listed(rows.iterator().next())));
    }

    private Future<Void> room(SqlConnection transaction) {
        return transaction
                // Two who add at once must not both take the last place.
                .query("SELECT pg_advisory_xact_lock(hashtext('duty_schedule'))")
                .execute()
                .compose(
                        locked -> transaction.query("SELECT count(*) FROM duty_schedule").execute())
                .compose(
                        rows ->
                                rows.iterator().next().getLong(0) < maxSchedules
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(new Refusal(tooMany())));
    }

    private static Future<Void> insert(SqlConnection transaction, DutySchedule schedule) {
        return transaction
                .preparedQuery(INSERT)
                .execute(
                        Tuple.from(
                                List.of(
                                        schedule.id(),
                                        schedule.name(),
                                        schedule.times().toArray(LocalTime[]::new),
                                        (short) schedule.spreadMinutes(),
                                        (short) schedule.timeoutMinutes(),
                                        schedule.place(),
                                        schedule.enabled(),
                                        utc(schedule.enabledSince()),
                                        schedule.createdBy(),
                                        utc(schedule.createdAt()))))
                .mapEmpty();
    }

    private Future<Void> trail(
            SqlConnection transaction, Principal who, String action, DutySchedule schedule) {
        JsonObject words =
                new JsonObject()
                        .put("name", schedule.name())
                        .put("times", schedule.times().toString())
                        .put("spreadMinutes", schedule.spreadMinutes())
                        .put("timeoutMinutes", schedule.timeoutMinutes())
                        .put("place", schedule.place());
        boolean isNew = action.equals("create");
        return audit.write(
                transaction,
                who.name(),
                action,
                KIND,
                schedule.id().toString(),
                isNew ? null : words,
                isNew ? words : null);
    }

    private static Listed listed(Row row) {
        OffsetDateTime last = row.getOffsetDateTime("last_at");
        return new Listed(
                new DutySchedule(
                        row.getUUID("id"),
                        row.getString("name"),
                        List.of(row.getArrayOfLocalTimes("times")),
                        row.getShort("spread_minutes"),
                        row.getShort("timeout_minutes"),
                        row.getString("place"),
                        row.getBoolean("enabled"),
                        row.getOffsetDateTime("enabled_since").toInstant(),
                        row.getString("created_by"),
                        row.getOffsetDateTime("created_at").toInstant()),
                last == null ? null : last.toInstant());
    }

    private Problem tooMany() {
        return Problem.of(
                409, "too-many-schedules", "there are %d already".formatted(maxSchedules));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
