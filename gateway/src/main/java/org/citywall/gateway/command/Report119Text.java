package org.citywall.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.citywall.contracts.alert.Detection;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.Site;
import org.citywall.gateway.registry.SiteContact;

/**
 * What an officer reads to the fire brigade, in the order in which they ask: where, what, whom to
 * call, how to come near. What is not registered is left out of the text and named beside it.
 *
 * @param text to be read aloud, one sentence a line
 * @param missing contact, accessRoad, address, points: what the registry or the alert does not know
 */
record Report119Text(String text, List<String> missing) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH 点 mm 分").withZone(ZoneId.of("Asia/Shanghai"));
    private static final int POINTS_MAX = 8;

    /**
     * The text for this alert now.
     *
     * @param site as registered, or null
     * @param devices device id to the registered device, or null
     * @param sites site id to the registered site, or null: sources of an area incident are
     *     buildings
     * @param officer who reads it
     */
    static Report119Text of(
            JsonNode alert,
            Site site,
            Function<String, Device> devices,
            Function<String, Site> sites,
            String officer) {
        List<String> missing = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.add("%s发生火灾报警，请求出警。".formatted(address(alert, site, missing)));
        points(alert, source -> point(source, devices, sites), missing, lines);
        lines.add(situation(alert));
        SiteContact contact = site == null ? SiteContact.NONE : site.contact();
        if (contact.name() == null && contact.phone() == null) {
            missing.add("contact");
        } else {
            lines.add(
                    "现场联系人：%s，电话 %s。"
                            .formatted(orUnknown(contact.name()), orUnknown(contact.phone())));
        }
        if (contact.accessRoad() == null) {
            missing.add("accessRoad");
        } else {
            lines.add("消防车通道：%s。".formatted(contact.accessRoad()));
        }
        lines.add("报警人：%s，%s值班员。".formatted(officer, centre(alert)));
        return new Report119Text(String.join("\n", lines), List.copyOf(missing));
    }

    private static String address(JsonNode alert, Site site, List<String> missing) {
        String name = alert.path("site").path("name").asText("");
        String address = site == null || site.address() == null ? "" : site.address();
        if (address.isEmpty()) {
            missing.add("address");
        }
        String whole = whole(address, name);
        if (whole.isEmpty()) {
            return "地点未登记的建筑";
        }
        String[] path = alert.path("placeName").asText("").split("/", -1);
        StringBuilder around = new StringBuilder();
        for (int i = 0; i < Math.min(2, path.length - 1); i++) { // district and street
            if (!whole.contains(path[i])) {
                around.append(path[i]);
            }
        }
        return around + whole;
    }

    private static String whole(String address, String name) {
        if (address == null) {
            return name;
        }
        return address.contains(name) ? address : address + name;
    }

    private static void points(
            JsonNode alert,
            Function<JsonNode, String> wordsOf,
            List<String> missing,
            List<String> lines) {
        Set<String> active = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        for (JsonNode source : alert.path("sources")) {
            String words = wordsOf.apply(source);
            if (!words.isEmpty()) {
                all.add(words);
                if (source.path("active").asBoolean()) {
                    active.add(words);
                }
            }
        }
        Set<String> told = active.isEmpty() ? all : active;
        if (told.isEmpty()) {
            missing.add("points");
            return;
        }
        String words = String.join("、", told.stream().limit(POINTS_MAX).toList());
        lines.add(
                told.size() > POINTS_MAX
                        ? "位置：%s等 %d 处。".formatted(words, told.size())
                        : "位置：%s。".formatted(words));
    }

    private static String point(
            JsonNode source, Function<String, Device> devices, Function<String, Site> sites) {
        String id = source.path("deviceId").asText("");
        if (source.path("kind").asText("").equals(Detection.AREA_INCIDENT)) {
            Site building = sites.apply(id);
            return building == null ? id : whole(building.address(), building.name());
        }
        return point(source, devices.apply(id));
    }

    private static String point(JsonNode source, Device device) {
        String point = source.path("point").asText("");
        String name = device == null || device.name() == null ? "" : device.name();
        if (point.isEmpty() && device != null && device.point() != null) {
            point = device.point();
        }
        return name.contains(point) ? name : (name + " " + point).strip();
    }

    private static String situation(JsonNode alert) {
        String when = CLOCK.format(Instant.parse(alert.path("receivedAt").asText()));
        String now = alert.path("condition").asText("").equals("cleared") ? "装置已复位" : "报警持续";
        return "情况：%s %s，%s，%s。"
                .formatted(when, alert.path("title").asText(""), now, verified(alert));
    }

    private static String verified(JsonNode alert) {
        JsonNode verification = alert.path("verification");
        if (verification.path("byRule").asBoolean()) {
            return "尚未核实，按真实火警处置";
        }
        return switch (verification.path("result").asText("")) {
            case "confirmed" -> "现场已核实属实";
            case "unreachable" -> "现场联系不上";
            default -> "正在核实";
        };
    }

    /** The root of the grid tree is what people call the district. */
    private static String centre(JsonNode alert) {
        String root = alert.path("placeName").asText("").split("/", -1)[0];
        return root + "城市运行中心";
    }

    private static String orUnknown(String text) {
        return text == null ? "未登记" : text;
    }
}
