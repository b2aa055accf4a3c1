/** The ground cut into cells, for rules about what is near each other. */
package org.citywall.stream.ground;
