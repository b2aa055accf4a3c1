package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;

/** Makes the simulated ticket systems and departments known, as an admin would. */
final class TicketRegistration {
    private static final int HOTLINE_LATE_S = 900;
    private static final int PROPERTY_LATE_S = 3_600;
    private static final String MAPPING = "/demo/wanwu-cloud.jsonata";
    private static final String EXAMPLES = "/demo/wanwu-cloud-examples.json";

    private final ApiClient admin;

    TicketRegistration(ApiClient admin) {
        this.admin = admin;
    }

    /**
     * Registers all; a system that is known belongs to the people who edit it. The addresses of the
     * departments are others at each start.
     *
     * @throws IllegalStateException if the gateway refuses
     */
    void register(String hookSecret, String orderSecret, DepartmentServer departments) {
        source(
                Voice.HOTLINE,
                body(Voice.HOTLINE, "events").put("expectedIntervalS", HOTLINE_LATE_S));
        ObjectNode property = body(Voice.PROPERTY, "hook");
        property.put("expectedIntervalS", PROPERTY_LATE_S).put("secret", hookSecret);
        property.put("mapping", mapping())
                .set(
                        "examples",
                        Json.read(examples(), com.fasterxml.jackson.databind.JsonNode.class));
        source(Voice.PROPERTY, property);
        source(Voice.PUBLIC, body(Voice.PUBLIC, "open311"));
        for (Department department : Department.values()) {
            ObjectNode body = Json.mapper().createObjectNode();
            body.put("url", departments.address(department).toString());
            body.put("secret", orderSecret).put("enabled", true);
            put("api/v1/departments/" + encoded(department.words()), body);
        }
    }

    private static ObjectNode body(Voice voice, String protocol) {
        return Json.mapper()
                .createObjectNode()
                .put("title", voice.title())
                .put("protocol", protocol)
                .put("owner", "演示数据")
                .put("enabled", true);
    }

    private void source(Voice voice, ObjectNode body) {
        String path = "api/v1/ticket-sources/" + voice.system();
        if (admin.get(path).status() != 200) {
            put(path, body);
        }
    }

    private void put(String path, ObjectNode body) {
        ApiClient.Answer answer = admin.put(path, Json.string(body));
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(path + " was refused: " + answer);
        }
    }

    /** JSONata that reads the property manager's messages. */
    static String mapping() {
        return resource(MAPPING);
    }

    /** Messages of that system and what they become. */
    static String examples() {
        return resource(EXAMPLES);
    }

    private static String resource(String name) {
        try (InputStream in = TicketRegistration.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
