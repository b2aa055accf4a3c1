/** How much a street, a district and a city need, computed from what the benches measured. */
package org.citywall.launcher.capacity;
