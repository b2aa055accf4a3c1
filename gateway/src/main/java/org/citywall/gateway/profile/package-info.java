/** Versions of what people set for a site, stored, and told to the streams among its readings. */
package org.citywall.gateway.profile;
