package org.citywall.gateway.notify.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;

/**
 * A request for the page of a link, and its answer.
 *
 * @param hash of its token; null: it can be none of ours
 * @param fields of the form
 */
record Ask(
        RoutingContext context,
        Lang lang,
        @Nullable String hash,
        Map<String, List<String>> fields) {
    /**
     * The request.
     *
     * @param form its body; null: it has none
     */
    static Ask of(RoutingContext context, @Nullable Buffer form) {
        Map<String, List<String>> fields = form == null ? Map.of() : fields(form);
        String chosen = first(fields, "lang");
        return new Ask(
                context,
                Lang.of(
                        chosen == null ? context.request().getParam("lang") : chosen,
                        context.request().getHeader("accept-language")),
                ActionTokens.hash(context.pathParam("token")),
                fields);
    }

    private static Map<String, List<String>> fields(Buffer form) {
        try {
            return new QueryStringDecoder(form.toString(UTF_8), UTF_8, false).parameters();
        } catch (IllegalArgumentException e) {
            return Map.of(); // a form that no browser makes says nothing
        }
    }

    @Nullable
    private static String first(Map<String, List<String>> fields, String name) {
        List<String> values = fields.get(name);
        return values == null ? null : values.get(0);
    }

    /** A field of the form; empty: it is not there. */
    String field(String name) {
        String value = first(fields, name);
        return value == null ? "" : value.strip();
    }

    boolean isGet() {
        return context.request().method().equals(HttpMethod.GET);
    }

    HttpServerResponse response() {
        return context.response();
    }

    /** Answers with a page, unless it was answered already. */
    Future<Void> send(int status, String html) {
        if (response().ended() || response().closed()) {
            return Future.succeededFuture();
        }
        Buffer body = Buffer.buffer(html);
        headers(response().setStatusCode(status))
                .putHeader("content-type", "text/html; charset=utf-8")
                .putHeader("content-language", lang.tag());
        if (context.request().method().equals(HttpMethod.HEAD)) {
            return response().putHeader("content-length", "" + body.length()).end();
        }
        return response().end(body);
    }

    /**
     * The page belongs to who has the link: it is kept, indexed, framed and referred to nowhere.
     */
    static HttpServerResponse headers(HttpServerResponse response) {
        return response.putHeader("content-security-policy", AnswerPage.CONTENT_POLICY)
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cache-control", "no-store")
                .putHeader("x-robots-tag", "noindex, nofollow")
                .putHeader("vary", "accept-language");
    }
}
