package org.citywall.gateway.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * What CAP 1.2 demands of a document (OASIS, 1 July 2010, §3.2 and §3.3.2), element by element: no
 * artifact that we may use holds its schema.
 */
final class CapRules {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d";
    private static final String TOKEN = "[^\\s,<&]+";
    private static final String TEXT = "(?s).+";

    /** An element that a parent may have: in this order, so often, of this form. */
    private record Rule(String name, int least, int most, String form) {}

    private static final int MANY = Integer.MAX_VALUE;

    private static final Map<String, List<Rule>> RULES =
            Map.of(
                    "alert",
                    List.of(
                            new Rule("identifier", 1, 1, TOKEN),
                            new Rule("sender", 1, 1, TOKEN),
                            new Rule("sent", 1, 1, TIME),
                            new Rule("status", 1, 1, "Actual|Exercise|System|Test|Draft"),
                            new Rule("msgType", 1, 1, "Alert|Update|Cancel|Ack|Error"),
                            new Rule("source", 0, 1, TEXT),
                            new Rule("scope", 1, 1, "Public|Restricted|Private"),
                            new Rule("restriction", 0, 1, TEXT),
                            new Rule("addresses", 0, 1, TEXT),
                            new Rule("code", 0, MANY, TEXT),
                            new Rule("note", 0, 1, TEXT),
                            new Rule("references", 0, 1, TEXT),
                            new Rule("incidents", 0, 1, TEXT),
                            new Rule("info", 0, MANY, null)),
                    "info",
                    List.of(
                            new Rule("language", 0, 1, "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"),
                            new Rule(
                                    "category",
                                    1,
                                    MANY,
                                    "Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra"
                                            + "|CBRNE|Other"),
                            new Rule("event", 1, 1, TEXT),
                            new Rule(
                                    "responseType",
                                    0,
                                    MANY,
                                    "Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear"
                                            + "|None"),
                            new Rule("urgency", 1, 1, "Immediate|Expected|Future|Past|Unknown"),
                            new Rule("severity", 1, 1, "Extreme|Severe|Moderate|Minor|Unknown"),
                            new Rule(
                                    "certainty", 1, 1, "Observed|Likely|Possible|Unlikely|Unknown"),
                            new Rule("audience", 0, 1, TEXT),
                            new Rule("eventCode", 0, MANY, null),
                            new Rule("effective", 0, 1, TIME),
                            new Rule("onset", 0, 1, TIME),
                            new Rule("expires", 0, 1, TIME),
                            new Rule("senderName", 0, 1, TEXT),
                            new Rule("headline", 0, 1, TEXT),
                            new Rule("description", 0, 1, TEXT),
                            new Rule("instruction", 0, 1, TEXT),
                            new Rule("web", 0, 1, "https?://\\S+"),
                            new Rule("contact", 0, 1, TEXT),
                            new Rule("parameter", 0, MANY, null),
                            new Rule("resource", 0, MANY, null),
                            new Rule("area", 0, MANY, null)),
                    "parameter",
                    List.of(new Rule("valueName", 1, 1, TEXT), new Rule("value", 1, 1, TEXT)),
                    "area",
                    List.of(
                            new Rule("areaDesc", 1, 1, TEXT),
                            new Rule("polygon", 0, MANY, TEXT),
                            new Rule("circle", 0, MANY, TEXT),
                            new Rule("geocode", 0, MANY, null)));

    private CapRules() {}

    /** The document, which must obey. */
    static Element check(String xml) {
        Element alert = parse(xml);
        assertThat(alert.getLocalName()).isEqualTo("alert");
        checkElement(alert);
        Set<String> scopes = Set.of(text(alert, "scope"));
        if (scopes.contains("Private")) {
            assertThat(text(alert, "addresses")).as("a private one has addresses").isNotEmpty();
        }
        if (Set.of("Update", "Cancel", "Ack", "Error").contains(text(alert, "msgType"))) {
            assertThat(text(alert, "references")).matches("[^,]+,[^,]+," + TIME + ".*");
        }
        return alert;
    }

    private static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError(xml, e);
        }
    }

    private static void checkElement(Element parent) {
        List<Rule> rules = RULES.get(parent.getLocalName());
        assertThat(rules).as(parent.getLocalName()).isNotNull();
        Map<String, Integer> counts = new HashMap<>();
        int at = 0;
        for (Element child : children(parent, null)) {
            assertThat(child.getNamespaceURI()).isEqualTo("urn:oasis:names:tc:emergency:cap:1.2");
            while (at < rules.size() && !rules.get(at).name().equals(child.getLocalName())) {
                at++;
            }
            assertThat(at).as("%s in its place", child.getLocalName()).isLessThan(rules.size());
            counts.merge(child.getLocalName(), 1, Integer::sum);
            if (rules.get(at).form() == null) {
                checkElement(child);
            } else {
                assertThat(child.getTextContent())
                        .as(child.getLocalName())
                        .matches(rules.get(at).form());
            }
        }
        for (Rule rule : rules) {
            assertThat(counts.getOrDefault(rule.name(), 0))
                    .as("%s/%s", parent.getLocalName(), rule.name())
                    .isBetween(rule.least(), rule.most());
        }
    }

    static List<Element> children(Element parent, String name) {
        List<Element> all = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element child && (name == null || child.getLocalName().equals(name))) {
                all.add(child);
            }
        }
        return all;
    }

    /** Of the first child of that name; empty: there is none. */
    static String text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(Element::getTextContent).orElse("");
    }
}
