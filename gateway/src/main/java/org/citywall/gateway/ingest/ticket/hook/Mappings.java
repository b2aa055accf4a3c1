package org.citywall.gateway.ingest.ticket.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.ticketsource.SourceLimits;
import org.citywall.gateway.ticketsource.TicketSource;

/**
 * Runs mappings on two threads of their own, so that a slow one delays other mappings and nothing
 * else. Each version of a mapping is compiled once.
 */
public final class Mappings {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 200;

    private final WorkerExecutor workers;
    private final SourceLimits limits;
    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    private record Compiled(int version, Mapping mapping) {}

    /** Runs within these limits. */
    public Mappings(Vertx vertx, SourceLimits limits) {
        this.workers = vertx.createSharedWorkerExecutor("citywall-mappings", THREADS);
        this.limits = limits;
    }

    /** Work with a mapping. */
    interface Work<T> {
        T with(Mapping mapping) throws Mapping.MappingException;
    }

    /** The events of a message of this source. */
    Future<ArrayNode> events(TicketSource source, JsonNode message) {
        return run(() -> of(source).events(message));
    }

    /** Does the work with a mapping that is not stored. */
    <T> Future<T> trial(@Nullable String text, Work<T> work) {
        return run(() -> work.with(Mapping.of(text, limits.mappingTime(), limits.mappingDepth())));
    }

    private <T> Future<T> run(java.util.concurrent.Callable<T> work) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(
                    new Refusal(Problem.of(429, "overloaded", "too many messages wait")));
        }
        return workers.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }

    private Mapping of(TicketSource source) throws Mapping.MappingException {
        Compiled known = compiled.get(source.id());
        if (known == null || known.version() != source.version()) {
            known =
                    new Compiled(
                            source.version(),
                            Mapping.of(
                                    source.mapping(), limits.mappingTime(), limits.mappingDepth()));
            compiled.put(source.id(), known);
        }
        return known.mapping();
    }
}
