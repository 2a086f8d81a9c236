package io.rapport.web.console;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
class SignInPage {

    @GetMapping("/console/sign-in")
    String ask() {
        return "console/sign-in";
    }

    /** Where those who guess too fast are sent; see the guard in {@code web.security}. */
    @RequestMapping("/console/sign-in/wait")
    String wait(HttpServletResponse response, Model model) {
        model.addAttribute("wait", response.getHeader("Retry-After"));
        return "console/sign-in";
    }

    /** Visitors who do not know the way are shown the chat. */
    @GetMapping("/")
    String front() {
        return "redirect:/chat";
    }
}
