package org.citywall.gateway.notify.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.citywall.gateway.notify.Message;
import org.citywall.gateway.notify.Told;

/**
 * A message as CAP 1.2 (OASIS, Common Alerting Protocol Version 1.2, 1 July 2010, §3.2). Each is an
 * {@code Alert}: what a receiver had before we do not know, because it may have gone over another
 * channel, and an {@code Update} may only name what was sent. What belongs together has the same
 * {@code incidents}.
 *
 * @param identifier the same in every try
 * @param status Actual, Exercise or Test
 */
record CapDocument(String identifier, String status, String xml) {
    /** Namespace of its elements. */
    static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    /** Seconds and an offset, which must not be {@code Z} (§3.3.2). */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(Told.CITY);

    /** One document, or of a digest one for each status: a drill must not stand beside a fire. */
    static List<CapDocument> of(Message message, CapOptions options) {
        Map<String, List<Told>> byStatus = new LinkedHashMap<>();
        for (Told told : Told.all(message)) {
            byStatus.computeIfAbsent(CapWords.status(told, options), key -> new ArrayList<>())
                    .add(told);
        }
        List<CapDocument> documents = new ArrayList<>();
        byStatus.forEach(
                (status, pages) -> {
                    String id = message.id().replaceAll("[\\s,<&]", "_");
                    String identifier = byStatus.size() == 1 ? id : id + "-" + status;
                    documents.add(
                            new CapDocument(
                                    identifier,
                                    status,
                                    new Writer()
                                            .write(
                                                    identifier,
                                                    status,
                                                    message.at(),
                                                    pages,
                                                    options.sender())));
                });
        return documents;
    }

    /** Writes elements in the order of the schema. */
    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private XMLStreamWriter xml;

        String write(
                String identifier, String status, Instant at, List<Told> pages, String sender) {
            try {
                xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, UTF_8.name());
                xml.setDefaultNamespace(NAMESPACE);
                xml.writeStartDocument(UTF_8.name(), "1.0");
                xml.writeStartElement(NAMESPACE, "alert");
                xml.writeDefaultNamespace(NAMESPACE);
                text("identifier", identifier);
                text("sender", sender);
                text("sent", TIME.format(at));
                text("status", status);
                text("msgType", "Alert");
                text("scope", "Private"); // it is for those on duty, not for the public
                text("addresses", list(pages.stream().map(Told::to).toList()));
                text("incidents", list(pages.stream().map(Told::number).toList()));
                for (Told told : pages) {
                    info(told, at);
                }
                xml.writeEndElement();
                xml.writeEndDocument();
                xml.close();
                return bytes.toString(UTF_8);
            } catch (XMLStreamException e) {
                throw new IllegalStateException("bytes in memory", e);
            }
        }

        private void info(Told told, Instant at) throws XMLStreamException {
            xml.writeStartElement(NAMESPACE, "info");
            text("language", "zh-CN");
            text("category", CapWords.category(told));
            text("event", told.title().isBlank() ? "告警" : told.title());
            if (CapWords.isOver(told)) {
                text("responseType", "AllClear");
            }
            text("urgency", CapWords.urgency(told));
            text("severity", CapWords.severity(told));
            text("certainty", CapWords.certainty(told));
            text("effective", TIME.format(at));
            if (told.since() != null) {
                text("onset", TIME.format(told.since()));
            }
            text("senderName", "城墙 Citywall");
            text("headline", told.headline());
            if (!told.reason().isBlank()) {
                text("description", told.reason());
            }
            if (told.link().matches("https?://.+")) {
                text("web", told.link());
            }
            parameter("citywall:alert", told.number());
            parameter("citywall:level", told.levelWord());
            if (!told.place().isBlank()) {
                xml.writeStartElement(NAMESPACE, "area");
                text("areaDesc", told.place());
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }

        private void parameter(String name, String value) throws XMLStreamException {
            xml.writeStartElement(NAMESPACE, "parameter");
            text("valueName", name);
            text("value", value);
            xml.writeEndElement();
        }

        private void text(String name, String text) throws XMLStreamException {
            xml.writeStartElement(NAMESPACE, name);
            xml.writeCharacters(allowed(text));
            xml.writeEndElement();
        }
    }

    /** Separated by spaces; what holds one stands in quotes (§3.2.1, addresses). */
    private static String list(List<String> items) {
        Set<String> all = new LinkedHashSet<>();
        for (String item : items) {
            String plain = item.replace("\"", "'");
            all.add(plain.matches("\\S+") ? plain : "\"" + plain + "\"");
        }
        return String.join(" ", all);
    }

    /** Without characters that XML 1.0 cannot hold, even escaped. */
    private static String allowed(String text) {
        return text.codePoints()
                .filter(CapDocument::isAllowed)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c < 0xfffe)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
