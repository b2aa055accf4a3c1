package org.citywall.gateway.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does with links what mail filters, chat servers and browsers do before any person sees them: asks
 * for each several times by every method that is said to be safe, follows whatever stands on the
 * page, and sends its buttons as queries.
 */
public final class LinkPrefetcher {
    private static final Pattern LINK =
            Pattern.compile("https?://[^\\s\"'<>\\\\]+|/m[/?][^\\s\"'<>\\\\]*");
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
    private static final Pattern BUTTON = Pattern.compile("name=\"do\" value=\"([^\"]*)\"");
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final int TIMES = 3;
    private static final int DEPTH = 3;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
    private final URI server;
    private final Set<URI> visited = new HashSet<>();
    private int requests;

    /** Takes all hosts for this server. */
    public LinkPrefetcher(URI server) {
        this.server = server;
    }

    /** Links of a message. */
    public static Set<String> links(String message) {
        Set<String> links = new LinkedHashSet<>();
        Matcher found = LINK.matcher(message);
        while (found.find()) {
            links.add(found.group());
        }
        return links;
    }

    /** Visits every link of the message; how many requests it took. */
    public int visit(String message) throws Exception {
        for (String link : links(message)) {
            visit(here(server.resolve(link)), DEPTH);
        }
        return requests;
    }

    /** The first link of the message to answer with. */
    public URI answerLink(String message) {
        String link =
                links(message).stream()
                        .filter(each -> each.contains("/m/a/"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no link to answer with"));
        return here(server.resolve(link));
    }

    private URI here(URI link) {
        String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
        return server.resolve(link.getRawPath() + query);
    }

    /** As RFC 3986 has it; the library's way loses the last part of the path before a query. */
    private URI resolve(URI page, String reference) {
        return reference.startsWith("?")
                ? server.resolve(page.getRawPath() + reference)
                : here(page.resolve(reference));
    }

    private void visit(URI link, int depth) throws Exception {
        if (depth == 0 || !visited.add(link)) {
            return;
        }
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            for (String method : METHODS) {
                pages.add(ask(method, link));
            }
        }
        for (String page : pages) {
            Matcher reference = REFERENCE.matcher(page);
            while (reference.find()) {
                visit(resolve(link, reference.group(1).replace("&amp;", "&")), depth - 1);
            }
            Matcher button = BUTTON.matcher(page);
            while (button.find()) {
                visit(resolve(link, "?do=" + button.group(1) + "&reason=x"), depth - 1);
            }
        }
    }

    private String ask(String method, URI link) throws Exception {
        requests++;
        HttpRequest request =
                HttpRequest.newBuilder(link)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("user-agent", "LinkPreview/1.0 (bot)")
                        .header("sec-purpose", "prefetch")
                        .header("accept-language", "en")
                        .timeout(Duration.ofSeconds(15))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** A person presses a button. */
    public HttpResponse<String> press(URI link, String form) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(link)
                                .header("content-type", "application/x-www-form-urlencoded")
                                .timeout(Duration.ofSeconds(15))
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** A person opens it. */
    public HttpResponse<String> open(URI link) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(link).timeout(Duration.ofSeconds(15)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
