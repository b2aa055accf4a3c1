package org.citywall.gateway.notify.sms;

import com.fasterxml.jackson.databind.JsonNode;
import org.citywall.contracts.Json;

/** SMS gateways as tests set them up. */
public final class SmsGateways {
    private SmsGateways() {}

    /** Takes JSON and answers a code. */
    public static SmsGateway simple(String url) {
        String file =
                """
                {"url": "%s",
                 "body": "{\\"to\\":\\"{{phone}}\\",\\"text\\":\\"{{text}}\\",\\"ref\\":\\"{{id}}\\"}",
                 "answer": {"code": "/code", "taken": [0]}}
                """;
        return SmsGateway.of(Json.read(file.formatted(url), JsonNode.class));
    }
}
