package org.citywall.gateway.ingest.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.ingest.FieldFault;
import org.citywall.gateway.ingest.Fields;

/**
 * Who called, as the system says: never goes further than the seal.
 *
 * @param name in words
 * @param phone as it was written
 * @param idNumber of an id card or passport
 */
record TicketCaller(@Nullable String name, @Nullable String phone, @Nullable String idNumber) {
    private static final int MOST = 64;
    private static final int SHORTEST_PHONE = 5;

    /** Of an object, or of one text that is a phone or a name; null if there is nobody. */
    static @Nullable TicketCaller read(JsonNode data, String pointer) throws FieldFault {
        JsonNode given = data.path("caller");
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (given.isTextual()) {
            String text = new Fields(data, pointer).text("caller", MOST);
            return text.isBlank() ? null : isPhone(text) ? phone(text) : name(text);
        }
        if (!given.isObject()) {
            throw new FieldFault(pointer + "/caller", "must be an object or a text");
        }
        Fields fields = new Fields(given, pointer + "/caller");
        TicketCaller caller =
                new TicketCaller(
                        filled(fields.text("name", MOST)),
                        filled(fields.text("phone", MOST)),
                        filled(fields.text("idNumber", MOST)));
        return caller.name == null && caller.phone == null && caller.idNumber == null
                ? null
                : caller;
    }

    /**
     * What is the same for the same caller: the phone, else the id number, else the name. Written
     * without separators, country code and full-width forms.
     */
    String identity() {
        if (phone != null && digits(phone).length() >= SHORTEST_PHONE) {
            String digits = digits(phone);
            boolean isMobile = digits.length() > 11 && digits.charAt(digits.length() - 11) == '1';
            return "phone:" + (isMobile ? digits.substring(digits.length() - 11) : digits);
        }
        String other = idNumber != null ? idNumber : name != null ? name : phone;
        return (idNumber != null ? "id:" : "name:") + normal(other);
    }

    ObjectNode toJson(ObjectNode json) {
        return json.put("name", name).put("phone", phone).put("idNumber", idNumber);
    }

    private static TicketCaller phone(String text) {
        return new TicketCaller(null, text, null);
    }

    private static TicketCaller name(String text) {
        return new TicketCaller(text, null, null);
    }

    private static boolean isPhone(String text) {
        return digits(text).length() >= SHORTEST_PHONE;
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String digits(String text) {
        return normal(text).replaceAll("[^0-9]", "");
    }

    /** NFKC turns full-width forms into the others. */
    private static String normal(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(java.util.Locale.ROOT);
    }
}
