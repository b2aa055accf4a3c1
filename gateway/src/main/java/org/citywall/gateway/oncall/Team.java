package org.citywall.gateway.oncall;

import java.util.List;

/**
 * People who are on call together.
 *
 * @param name not that of a person
 * @param members names of people
 */
record Team(String name, List<String> members) {
    Team {
        members = List.copyOf(members);
    }
}
