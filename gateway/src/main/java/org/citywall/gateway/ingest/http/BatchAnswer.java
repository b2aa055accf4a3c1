package org.citywall.gateway.ingest.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.ingest.IngestResult;
import org.citywall.gateway.ingest.IngestResult.Verdict;

/**
 * The answer to a batch: 202 if all are durable, 207 with what is wrong with the others. If only
 * one could not be made durable for no fault of its own, the whole batch must come again; what was
 * accepted already has no effect then.
 */
public final class BatchAnswer {
    private BatchAnswer() {}

    /** Answers, unless it was answered already. */
    public static void send(HttpServerResponse response, List<IngestResult> results) {
        for (IngestResult result : results) {
            if (result.verdict().mayRetry()) {
                if (!response.ended() && !response.closed()) {
                    response.putHeader("retry-after", "1");
                }
                HttpIngest.problem(result).send(response);
                return;
            }
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode rejected = Json.mapper().createArrayNode();
        for (int i = 0; i < results.size(); i++) {
            IngestResult result = results.get(i);
            if (result.verdict() != Verdict.ACCEPTED) {
                ObjectNode item = rejected.addObject().put("index", i);
                item.put("field", result.field() == null ? "" : result.field());
                item.put("reason", result.reason()).put("detail", result.detail());
            }
        }
        answer.put("accepted", results.size() - rejected.size());
        if (!rejected.isEmpty()) {
            answer.set("rejected", rejected);
        }
        Answers.json(response, rejected.isEmpty() ? 202 : 207, answer);
    }
}
