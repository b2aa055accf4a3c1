package org.citywall.gateway.oncall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.access.Audit;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/** Who is on call, in PostgreSQL. Changes come one after the other, each checked against all. */
final class RosterBook {
    /** How long overrides are told after their end: a year can be looked back at. */
    static final Duration LOOK_BACK = Duration.ofDays(400);

    private static final String LOCK = "UPDATE oncall_version SET version = version + 1";
    private static final String STORE =
            "INSERT INTO %1$s (name, body, updated_by, updated_at) VALUES ($1, $2, $3, $4)"
                    + " ON CONFLICT (name) DO UPDATE SET body = excluded.body,"
                    + " updated_by = excluded.updated_by, updated_at = excluded.updated_at";
    private static final String ADD =
            "INSERT INTO oncall_override (id, rota, from_at, to_at, people, reason, made_by,"
                    + " made_at, uid) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private static final String FORGET = "DELETE FROM oncall_override WHERE rota = $1 AND uid = $2";
    private static final String REMOVE = "DELETE FROM oncall_override WHERE rota = $1 AND id = $2";

    private final Pool pool;
    private final ZoneId city;
    private final Clock clock;
    private final Audit audit;

    /** What is kept by name. */
    enum Kind {
        PERSON("oncall_person", "oncall-people"),
        TEAM("oncall_team", "oncall-teams"),
        ROTA("oncall_rota", "oncall-rotas");

        private final String table;
        private final String audited;

        Kind(String table, String audited) {
            this.table = table;
            this.audited = audited;
        }

        /** As it stands; null: there is none. */
        @Nullable
        ObjectNode of(Roster roster, String name) {
            return switch (this) {
                case PERSON -> {
                    Person found = roster.people().get(name);
                    yield found == null ? null : RosterJson.of(found);
                }
                case TEAM -> {
                    Team found = roster.teams().get(name);
                    yield found == null ? null : RosterJson.of(found);
                }
                case ROTA -> {
                    Rota found = roster.rotas().get(name);
                    yield found == null ? null : RosterJson.of(found);
                }
            };
        }
    }

    /**
     * What a calendar brings.
     *
     * @param uid of its event
     */
    record Imported(String uid, Substitution override) {}

    /** Keeps it in this database; rotas that name no zone are in that of the city. */
    RosterBook(Pool pool, ZoneId city, Clock clock) {
        this.pool = pool;
        this.city = city;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** All that is known now. */
    Future<Roster> roster() {
        return roster(pool, city, clock.instant());
    }

    /** What became of tests before the shifts since then. */
    Future<ReadyStates> ready(Instant now, Duration back) {
        return ReadyStates.read(pool, now, back);
    }

    /** All that is known, as this client sees it. */
    static Future<Roster> roster(SqlClient client, ZoneId city, Instant now) {
        Instant since = now.minus(LOOK_BACK);
        return client.preparedQuery(RosterJson.BY_VERTX)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> RosterJson.read(rows.iterator().next().getString(0), city));
    }

    private interface Edit<T> {
        Future<T> in(SqlConnection transaction, Roster before);
    }

    private <T> Future<T> edit(Edit<T> edit) {
        return pool.withTransaction(
                transaction ->
                        transaction
                                .query(LOCK)
                                .execute()
                                .compose(locked -> roster(transaction, city, clock.instant()))
                                .compose(before -> edit.in(transaction, before)));
    }

    /**
     * Stores one as it shall be.
     *
     * @param checked what stands there afterwards; refuses what names nobody
     */
    Future<Void> put(Kind kind, String name, Function<Roster, ObjectNode> checked, String who) {
        return edit((transaction, before) -> put(transaction, before, kind, name, checked, who));
    }

    private Future<Void> put(
            SqlConnection transaction,
            Roster roster,
            Kind kind,
            String name,
            Function<Roster, ObjectNode> checked,
            String who) {
        ObjectNode before = kind.of(roster, name);
        ObjectNode after = checked.apply(roster);
        return transaction
                .preparedQuery(STORE.formatted(kind.table))
                .execute(Tuple.of(name, json(after), who, now()))
                .compose(
                        stored ->
                                audit.write(
                                        transaction,
                                        who,
                                        before == null ? "create" : "update",
                                        kind.audited,
                                        name,
                                        before == null ? null : json(before),
                                        json(after)));
    }

    Future<Void> remove(Kind kind, String name, String who) {
        return edit(
                (transaction, roster) -> {
                    ObjectNode before = kind.of(roster, name);
                    if (before == null) {
                        throw unknown(kind);
                    }
                    if (kind != Kind.ROTA) {
                        RosterCheck.unused(roster, name);
                    }
                    return transaction
                            .preparedQuery("DELETE FROM " + kind.table + " WHERE name = $1")
                            .execute(Tuple.of(name))
                            .compose(
                                    gone ->
                                            audit.write(
                                                    transaction,
                                                    who,
                                                    "delete",
                                                    kind.audited,
                                                    name,
                                                    json(before),
                                                    null));
                });
    }

    Future<Void> add(String rota, Substitution override) {
        return edit(
                (transaction, roster) -> {
                    known(roster, rota);
                    RosterCheck.known(roster, override.people(), "/people");
                    return add(transaction, rota, override, null);
                });
    }

    private Future<Void> add(
            SqlConnection transaction, String rota, Substitution override, @Nullable String uid) {
        return transaction
                .preparedQuery(ADD)
                .execute(
                        Tuple.of(
                                override.id(),
                                rota,
                                override.from().atOffset(ZoneOffset.UTC),
                                override.to().atOffset(ZoneOffset.UTC),
                                override.people().toArray(String[]::new),
                                override.reason(),
                                override.by(),
                                override.at().atOffset(ZoneOffset.UTC),
                                uid))
                .compose(
                        stored ->
                                audit.write(
                                        transaction,
                                        override.by(),
                                        "create",
                                        "oncall-overrides",
                                        rota,
                                        null,
                                        json(RosterJson.of(override))));
    }

    Future<Void> removeOverride(String rota, UUID id, String who) {
        return edit(
                (transaction, roster) -> {
                    Substitution before =
                            known(roster, rota).overrides().stream()
                                    .filter(each -> each.id().equals(id))
                                    .findFirst()
                                    .orElseThrow(
                                            () ->
                                                    new Refusal(
                                                            Problem.of(
                                                                    404,
                                                                    "unknown-override",
                                                                    "there is no such override")));
                    return transaction
                            .preparedQuery(REMOVE)
                            .execute(Tuple.of(rota, id))
                            .compose(
                                    gone ->
                                            audit.write(
                                                    transaction,
                                                    who,
                                                    "delete",
                                                    "oncall-overrides",
                                                    rota,
                                                    json(RosterJson.of(before)),
                                                    null));
                });
    }

    /** Takes over a calendar, all or nothing; what was imported of the same events before goes. */
    Future<CalendarImport> take(String name, Function<Roster, CalendarImport> reading, String who) {
        return edit(
                (transaction, roster) -> {
                    Rota rota = known(roster, name);
                    CalendarImport found = reading.apply(roster);
                    Future<Void> done =
                            found.layers().isEmpty()
                                    ? Future.succeededFuture()
                                    : put(
                                            transaction,
                                            roster,
                                            Kind.ROTA,
                                            name,
                                            each -> RosterJson.of(found.into(rota)),
                                            who);
                    for (Imported each : found.overrides()) {
                        done =
                                done.compose(
                                                before ->
                                                        transaction
                                                                .preparedQuery(FORGET)
                                                                .execute(
                                                                        Tuple.of(name, each.uid())))
                                        .compose(
                                                gone ->
                                                        add(
                                                                transaction,
                                                                name,
                                                                each.override(),
                                                                each.uid()));
                    }
                    return done.map(found);
                });
    }

    /** This rota; refuses with 404 if there is none. */
    static Rota known(Roster roster, String name) {
        Rota rota = roster.rotas().get(name);
        if (rota == null) {
            throw unknown(Kind.ROTA);
        }
        return rota;
    }

    static Refusal unknown(Kind kind) {
        String what = kind.name().toLowerCase(Locale.ROOT);
        return new Refusal(Problem.of(404, "unknown-" + what, "there is no such " + what));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static JsonObject json(ObjectNode node) {
        return new JsonObject(Json.string(node));
    }
}
