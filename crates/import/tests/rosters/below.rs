//! Small tables that people keep below their list.

use crate::vary::Chance;

/// One of them, as wide as the list; `somebody` stands in the list.
pub fn table(width: usize, somebody: &str, chance: &mut Chance) -> Vec<Vec<String>> {
    let rows: &[&[&str]] = match chance.below(6) {
        0 => &[&["Bureau"], &["Secrétaire", somebody], &["Trésorière", "Odile Quemener"], &["Secrétaire adjoint", ""]],
        1 => &[&["Année", "Adhérents", "Total"], &["2024", "41", "1476"], &["2025", "45", "1620"]],
        2 => &[&["Légende :"], &["A", "Adhérent à jour"], &["R", "en retard de cotisation"]],
        3 => &[&["Tranche d'âge", "Hommes", "Femmes"], &["18-35 ans", "4", "6"], &["plus de 60 ans", "12", "9"]],
        4 => &[&["Chèques", "12", "432"], &["Espèces", "3", "60"], &["Virements", "30", "1080"]],
        _ => &[&["Numéros utiles"], &["Fédération", "01 39 12 34 56"], &["Mairie", "01 39 12 34 57"]],
    };
    let row = |cells: &&[&str]| (0..width).map(|at| cells.get(at).copied().unwrap_or_default().to_owned()).collect();
    rows.iter().map(row).collect()
}
