package org.citywall.gateway.pages;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.Map;

/**
 * The web, from the class path folder {@code webroot}. Entry pages are asked for each time, so that
 * a wall that reloads gets the new release; assets carry their hash in the name and never change.
 */
public final class StaticPages {
    private static final String ROOT = "webroot";
    private static final Map<String, String> ENTRIES =
            Map.of("/wall", "/wall.html", "/desk", "/desk.html", "/m", "/m.html");

    private StaticPages() {}

    /** Adds the routes; must stand after those of the API. */
    public static void mount(Router router) {
        router.get("/").handler(context -> context.redirect("/wall"));
        ENTRIES.forEach((path, file) -> router.get(path).handler(c -> c.reroute(file)));
        router.get("/assets/*").handler(StaticPages::immutable);
        router.get().handler(StaticPages::alwaysFresh).handler(files());
    }

    private static Handler<RoutingContext> files() {
        return StaticHandler.create(ROOT)
                .setIncludeHidden(false)
                .setDirectoryListing(false)
                .setFilesReadOnly(true)
                .setCachingEnabled(false)
                .setSendVaryHeader(false);
    }

    private static void immutable(RoutingContext context) {
        long year = Duration.ofDays(365).toSeconds();
        context.response().putHeader("cache-control", "public, max-age=" + year + ", immutable");
        context.next();
    }

    private static void alwaysFresh(RoutingContext context) {
        if (!context.response().headers().contains("cache-control")) {
            context.response().putHeader("cache-control", "no-cache");
        }
        context.next();
    }
}
