package org.citywall.gateway.ingest.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.privacy.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who called about each case, sealed in PostgreSQL: a later event seldom names the caller apart,
 * but its words may, and nothing else could recognise a name there.
 *
 * <p>Known to this gateway once they were read; another gateway's caller of a case that was read
 * before is known here only after that case has left the memory.
 */
final class CaseCallers {
    private static final Logger LOG = LoggerFactory.getLogger(CaseCallers.class);
    private static final String SELECT =
            "SELECT key_id, sealed FROM ticket_caller WHERE case_id = $1 LIMIT 20";
    private static final String INSERT =
            "INSERT INTO ticket_caller (case_id, caller, key_id, sealed) VALUES ($1, $2, $3, $4)"
                    + " ON CONFLICT DO NOTHING";

    private final Pool pool;
    private final Sealing sealing;
    private final Map<String, List<TicketCaller>> held;

    /**
     * @param most cases whose callers are remembered
     */
    CaseCallers(Pool pool, Sealing sealing, int most) {
        this.pool = pool;
        this.sealing = sealing;
        this.held =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<String, List<TicketCaller>> eldest) {
                        return size() > most;
                    }
                };
    }

    /**
     * All who called about the case, the one of this event among them.
     *
     * @param told who called by this event; null: it does not say
     */
    Future<List<TicketCaller>> of(String caseId, @Nullable TicketCaller told) {
        List<TicketCaller> known;
        synchronized (this) {
            known = held.get(caseId);
        }
        if (known != null && (told == null || known.contains(told))) {
            return Future.succeededFuture(known);
        }
        return (told == null ? Future.<Void>succeededFuture() : store(caseId, told))
                .compose(stored -> read(caseId))
                .onSuccess(all -> hold(caseId, all));
    }

    private synchronized void hold(String caseId, List<TicketCaller> all) {
        held.put(caseId, all);
    }

    private Future<Void> store(String caseId, TicketCaller told) {
        JsonNode json = told.toJson(Json.mapper().createObjectNode());
        Sealing.Sealed sealed = sealing.seal(json, caseId);
        // By all of it: the same phone may come with a name only later.
        String caller = sealing.callerHash(Json.string(json));
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(caseId, caller, sealed.keyId(), sealed.sealed()))
                .mapEmpty();
    }

    private Future<List<TicketCaller>> read(String caseId) {
        return pool.preparedQuery(SELECT)
                .execute(Tuple.of(caseId))
                .map(
                        rows -> {
                            List<TicketCaller> all = new ArrayList<>();
                            for (Row row : rows) {
                                TicketCaller caller = open(row, caseId);
                                if (caller != null) {
                                    all.add(caller);
                                }
                            }
                            return List.copyOf(all);
                        });
    }

    private @Nullable TicketCaller open(Row row, String caseId) {
        try {
            JsonNode json = sealing.open(row.getString("key_id"), row.getString("sealed"), caseId);
            return new TicketCaller(
                    json.path("name").textValue(),
                    json.path("phone").textValue(),
                    json.path("idNumber").textValue());
        } catch (Sealing.UnopenableException e) {
            LOG.warn("a caller of case {} stays closed: {}", caseId, e.getMessage());
            return null;
        }
    }
}
