/**
 * Tells people what the rules decided that they must be told, over channels behind one interface.
 */
package org.citywall.gateway.notify;
