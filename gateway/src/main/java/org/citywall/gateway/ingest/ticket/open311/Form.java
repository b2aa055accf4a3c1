package org.citywall.gateway.ingest.ticket.open311;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;

/** The two forms of Open311's answers: the end of the path says which. */
enum Form {
    JSON("application/json; charset=utf-8"),
    XML("text/xml; charset=utf-8");

    /** Made once: making one costs more than a thousand answers. It reads nothing. */
    private static final XmlMapper XML_MAPPER = new XmlMapper();

    private final String type;

    Form(String type) {
        this.type = type;
    }

    static Form of(String end) {
        return end.equals("xml") ? XML : JSON;
    }

    /** Answers a list; in XML each of it is an element of this name. */
    void send(HttpServerResponse response, int status, String root, String each, ArrayNode list) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("content-type", type)
                .putHeader("cache-control", "no-store")
                .end(this == JSON ? Json.string(list) : xml(root, each, list));
    }

    /** Answers one object; XML knows no list of one. */
    void sendOne(HttpServerResponse response, String root, ObjectNode one) {
        if (!response.ended() && !response.closed()) {
            response.putHeader("content-type", type)
                    .end(this == JSON ? Json.string(one) : xml(root, one));
        }
    }

    /** Answers what went wrong as GeoReport does: a list of codes with descriptions. */
    void error(HttpServerResponse response, int status, String description) {
        ArrayNode errors = Json.mapper().createArrayNode();
        errors.addObject().put("code", status).put("description", description);
        send(response, status, "errors", "error", errors);
    }

    private static String xml(String root, String each, ArrayNode list) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        ObjectNode wrapped = Json.mapper().createObjectNode();
        wrapped.set(each, list);
        return xml(root, all.isEmpty() ? Json.mapper().createObjectNode() : wrapped);
    }

    private static String xml(String root, @Nullable JsonNode node) {
        try {
            return "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                    + XML_MAPPER.writer().withRootName(root).writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write XML", e);
        }
    }
}
