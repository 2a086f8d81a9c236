package io.rapport.web.console;

import io.rapport.web.security.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first run: creates the one who may do everything, and signs that person in. */
@Controller
class SetupPage {

    private static final int SHORTEST_PASSWORD = 10;
    /** What BCrypt looks at; it would ignore the rest, and a password that is ignored in part is a trap. */
    private static final int LONGEST_PASSWORD_BYTES = 72;

    private static final String PAGE = "console/setup";

    private final OneTimeSetupLink link;
    private final Users users;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    SetupPage(OneTimeSetupLink link, Users users, Clock clock) {
        this.link = link;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping("/setup")
    String ask(@RequestParam(required = false) @Nullable String token, HttpServletResponse response) {
        return link.opens(token) ? PAGE : closed(response);
    }

    @PostMapping("/setup")
    String create(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String confirmation,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!link.opens(token)) {
            return closed(response);
        }
        String mistake = mistake(name.strip(), password, confirmation);
        if (mistake != null) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", mistake).addAttribute("name", name);
            return PAGE;
        }
        if (!users.createFirst(name.strip(), password, clock.instant())) {
            return closed(response);
        }
        signIn(users.loadUserByUsername(name.strip()), request, response);
        return "redirect:/console";
    }

    private static @Nullable String mistake(String name, String password, String confirmation) {
        if (name.isEmpty() || name.length() > 64 || name.chars().anyMatch(Character::isISOControl)) {
            return "setup.mistake.name";
        }
        if (password.length() < SHORTEST_PASSWORD) {
            return "setup.mistake.short";
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES) {
            return "setup.mistake.long";
        }
        return password.equals(confirmation) ? null : "setup.mistake.confirmation";
    }

    private void signIn(UserDetails user, HttpServletRequest request, HttpServletResponse response) {
        // whoever planted a session on this browser must not be signed in along with it
        request.getSession();
        request.changeSessionId();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }

    private static String closed(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        return "console/setup-closed";
    }
}
